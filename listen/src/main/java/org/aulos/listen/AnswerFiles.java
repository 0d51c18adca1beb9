package org.aulos.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.aulos.api.AulosException;
import org.aulos.runtime.AtomicFiles;

/** Every answer as a table, for statistics of one's own. Raters are numbered, not named. */
public final class AnswerFiles {
  private AnswerFiles() {}

  /**
   * Writes the answers in a folder as CSV: rater, prompt, system, question and value of each score;
   * picks have the question {@code best} and no value, comments {@code comment} and no system.
   *
   * @throws AulosException if there are no answers, or the file cannot be written
   */
  public static void writeCsv(Path folder, Path file) {
    try (Answers answers = Answers.existing(folder)) {
      AtomicFiles.write(file, csv(answers).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String csv(Answers answers) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord("rater", "prompt", "system", "question", "value");
      for (Answer answer : answers.scores()) {
        ClipKey clip = answer.clip();
        csv.printRecord(
            answer.rater(), clip.prompt(), clip.system(), answer.question(), answer.value());
      }
      for (Pick pick : answers.picks()) {
        csv.printRecord(pick.rater(), pick.clip().prompt(), pick.clip().system(), "best", "");
      }
      for (Comment comment : answers.comments()) {
        csv.printRecord(comment.rater(), comment.prompt(), "", "comment", comment.text());
      }
    } catch (IOException e) {
      throw new AulosException("cannot write the answers: " + e.getMessage(), e);
    }
    return text.toString();
  }
}
