package org.aulos.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfusionsTest {
  @TempDir Path folder;

  @Test
  void everyCountOfTheTableIsThatOfTheSamples() throws IOException {
    List<String> classes = List.of("rain", "wind", "<sea> & \"surf\"", "dog");
    RunFolder run = new RunFolder(folder).classes(classes).score("scenes", "mfcc", 0.5);
    Map<String, Integer> counted = new TreeMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String expected = classes.get(random.nextInt(4));
      String predicted = random.nextBoolean() ? expected : classes.get(random.nextInt(4));
      run.sample("scenes", "mfcc", "clip-" + i, expected, predicted);
      counted.merge(expected + " → " + predicted, 1, Integer::sum);
    }

    assertThat(counts(run.write().page())).isEqualTo(counted);
  }

  @Test
  void recallIsTheShareOfTheDiagonal() throws IOException {
    Document page = threeRains().write().page();

    assertThat(page.select(".heat .recall").eachText()).containsExactly("67 %", "100 %");
  }

  @Test
  void mistakesAreListedWithTheirShare() throws IOException {
    Document page = threeRains().write().page();

    assertThat(page.select(".mistakes li").eachText())
        .containsExactly("rain taken for wind: 1 of 3 (33 %)");
  }

  @Test
  void classThatIsOnlyPredictedHasNoRecall() throws IOException {
    Document page = threeRains().sample("scenes", "mfcc", "e", "wind", "dog").write().page();

    assertThat(page.select(".heat .recall").eachText()).containsExactly("67 %", "50 %", "–");
  }

  @Test
  void oneClassIsATableOfOneCell() throws IOException {
    Document page =
        new RunFolder(folder)
            .classes(List.of("rain"))
            .score("scenes", "mfcc", 1)
            .sample("scenes", "mfcc", "a", "rain", "rain")
            .write()
            .page();

    assertThat(counts(page)).containsExactly(Map.entry("rain → rain", 1));
    assertThat(page.expectFirst("#confusions figure").text()).contains("No clip was mistaken");
  }

  @Test
  void aHundredClassesAreAPictureWithARecallOfEach() throws IOException {
    List<String> classes = IntStream.range(0, 100).mapToObj(i -> "class " + i).toList();
    RunFolder run = new RunFolder(folder).classes(classes).score("scenes", "mfcc", 0.5);
    for (int i = 0; i < 100; i++) {
      run.sample("scenes", "mfcc", "a" + i, classes.get(i), classes.get(i));
    }
    run.sample("scenes", "mfcc", "b", "class 3", "class 70");

    Document page = run.write().page();

    BufferedImage picture = picture(page.expectFirst("img.matrix"));
    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(100, 100);
    assertThat(lightness(picture, 70, 3))
        .isEqualTo(lightness(picture, 3, 3))
        .isStrictlyBetween(lightness(picture, 0, 1), lightness(picture, 1, 1));
    assertThat(page.select("#confusions details tbody tr")).hasSize(100);
    assertThat(page.expectFirst("#confusions details tbody tr").text()).isEqualTo("class 3 50 % 2");
  }

  private RunFolder threeRains() {
    return new RunFolder(folder)
        .classes(List.of("rain", "wind", "unheard"))
        .score("scenes", "mfcc", 0.75)
        .sample("scenes", "mfcc", "a", "rain", "rain")
        .sample("scenes", "mfcc", "b", "rain", "rain")
        .sample("scenes", "mfcc", "c", "rain", "wind")
        .sample("scenes", "mfcc", "d", "wind", "wind");
  }

  /** The counts above 0 by "expected → predicted". */
  private static Map<String, Integer> counts(Document page) {
    Element table = page.expectFirst("table.heat");
    List<String> columns = new ArrayList<>(table.select("thead th").eachText());
    Map<String, Integer> counts = new TreeMap<>();
    for (Element row : table.select("tbody tr")) {
      List<String> cells = row.select("td").eachText();
      for (int i = 0; i < cells.size() - 1; i++) {
        int count = Integer.parseInt(cells.get(i));
        if (count > 0) {
          counts.put(row.expectFirst("th").text() + " → " + columns.get(i + 1), count);
        }
      }
    }
    return counts;
  }

  private static BufferedImage picture(Element image) throws IOException {
    String data = image.attr("src").substring("data:image/png;base64,".length());
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
  }

  private static int lightness(BufferedImage picture, int x, int y) {
    return picture.getRaster().getSample(x, y, 0);
  }
}
