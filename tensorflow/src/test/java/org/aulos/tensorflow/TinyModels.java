package org.aulos.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** SavedModels of a few nodes, written by TensorFlow's own Java interface. */
final class TinyModels {
  private TinyModels() {}

  /**
   * Signatures {@code serving_default}: {@code waveform} float32 [n] to {@code tripled} [n] (by a
   * saved variable), {@code pairs} [n/2, 2] and {@code length}, an int32 scalar; {@code scaled}:
   * {@code samples} float32 [n] and {@code factor}, an int32 scalar, to {@code product} [n].
   */
  static Path arithmetic(Path folder) throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> waveform = vector(tf);
      Variable<TFloat32> three = tf.variable(Shape.scalar(), TFloat32.class);
      session.run(tf.assign(three, tf.constant(3f)));
      Operand<TFloat32> tripled = tf.math.mul(waveform, three);
      Operand<TFloat32> pairs = tf.reshape(waveform, tf.constant(new int[] {-1, 2}));
      Operand<TInt32> length = tf.size(waveform);
      Placeholder<TInt32> factor = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
      Operand<TFloat32> product = tf.math.mul(waveform, tf.dtypes.cast(factor, TFloat32.class));
      SavedModelBundle.exporter(folder.toString())
          .withTags("serve")
          .withSession(session)
          .withSignature(
              Signature.builder("serving_default")
                  .input("waveform", waveform)
                  .output("tripled", tripled)
                  .output("pairs", pairs)
                  .output("length", length)
                  .build())
          .withSignature(
              Signature.builder("scaled")
                  .input("samples", waveform)
                  .input("factor", factor)
                  .output("product", product)
                  .build())
          .export();
    }
    return folder;
  }

  /**
   * {@code waveform} float32 [n], whole numbers, to {@code looked_up} [n]: the number on that line
   * of the graph asset {@code numbers.txt}, which the initialisation reads into a table.
   */
  static Path withAsset(Path folder, String... numbers) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TString> asset = tf.placeholder(TString.class);
      HashTable table = tf.hashTable(TInt64.class, TFloat32.class);
      // Key: the number of the line. Value: its first field.
      var filled = tf.initializeTableFromTextFile(table, asset, -1L, 0L);
      Placeholder<TFloat32> waveform = vector(tf);
      Operand<TFloat32> found =
          tf.lookupTableFind(table, tf.dtypes.cast(waveform, TInt64.class), tf.constant(Float.NaN));
      MetaGraphDef.Builder meta =
          MetaGraphDef.newBuilder()
              .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
              .setGraphDef(graph.toGraphDef())
              .putSignatureDef(
                  "serving_default",
                  SignatureDef.newBuilder()
                      .putInputs("waveform", vectorInfo(waveform))
                      .putOutputs("looked_up", vectorInfo(found))
                      .build())
              .addAssetFileDef(
                  AssetFileDef.newBuilder()
                      .setTensorInfo(TensorInfo.newBuilder().setName(asset.op().name() + ":0"))
                      .setFilename("numbers.txt"))
              .putCollectionDef(
                  "saved_model_main_op",
                  CollectionDef.newBuilder()
                      .setNodeList(CollectionDef.NodeList.newBuilder().addValue(filled.op().name()))
                      .build());
      Files.createDirectories(folder.resolve("assets"));
      Files.write(
          folder.resolve("saved_model.pb"),
          org.tensorflow.proto.SavedModel.newBuilder()
              .setSavedModelSchemaVersion(1)
              .addMetaGraphs(meta)
              .build()
              .toByteArray());
      Files.writeString(folder.resolve("assets/numbers.txt"), String.join("\n", numbers) + "\n");
    }
    return folder;
  }

  private static TensorInfo vectorInfo(Operand<TFloat32> operand) {
    return TensorInfo.newBuilder()
        .setName(operand.op().name() + ":0")
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(
            TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(-1)))
        .build();
  }

  private static Placeholder<TFloat32> vector(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
  }
}
