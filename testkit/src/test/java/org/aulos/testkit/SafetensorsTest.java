package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @Test
  void readsNumbersVectorsAndMetadata() {
    var tensors =
        Safetensors.read(
            CaseFolder.safetensors(
                """
                {"__metadata__":{"format":"pt"},
                 "a":{"dtype":"F32","shape":[],"data_offsets":[8,12]},
                 "b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}
                """,
                1,
                2,
                3),
            "memory");

    assertThat(tensors).containsOnlyKeys("a", "b");
    assertThat(tensors.values())
        .map(GoldenTensor::floats)
        .containsExactly(new float[] {3}, new float[] {1, 2});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{\"a\":{}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[]}}",
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,4]}}",
      })
  void refusesHeadersThatCannotBeRight(String header) {
    assertThatThrownBy(() -> Safetensors.read(CaseFolder.safetensors(header, 1), "memory"))
        .isInstanceOf(AulosException.class)
        .hasMessageStartingWith("memory is no safetensors file");
  }

  @Test
  void refusesAHeaderLongerThanTheFile() {
    byte[] huge =
        ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();

    assertThatThrownBy(() -> Safetensors.read(huge, "memory"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("claims 9223372036854775807 bytes but 2 follow");
    assertThatThrownBy(() -> Safetensors.read(new byte[7], "memory"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("no header");
  }
}
