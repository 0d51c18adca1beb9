package org.aulos.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page asks for and tells, as JSON. Nothing in it names a system: clips are counted in the
 * order of the page.
 *
 * <pre>{@code
 * GET  /api/study
 * POST /api/raters                                  {"name": "Ada", "resume": false}
 * GET  /api/rater                                   what follows carries the header Aulos-Rater
 * GET  /api/trials/0
 * PUT  /api/trials/0/scores/CLIP/QUESTION           {"value": 4}
 * PUT  /api/trials/0/best                           {"clip": 2}
 * PUT  /api/trials/0/comment                        {"text": "…"}
 * }</pre>
 */
final class StudyApi {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_COMMENT = 10_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Study study;
  private final Answers answers;
  private final ClipAddresses addresses;

  StudyApi(Study study, Answers answers, ClipAddresses addresses) {
    this.study = study;
    this.answers = answers;
    this.addresses = addresses;
  }

  /** Serves a path below {@code /api/}. */
  void serve(Request request) throws IOException {
    List<String> path = request.path().subList(1, request.path().size());
    switch (request.method() + " " + path.get(0)) {
      case "GET study" -> request.respond(200, about());
      case "POST raters" -> join(request);
      case "GET rater" -> request.respond(200, progress(rater(request)));
      case "GET trials" -> {
        Rater rater = rater(request);
        request.respond(200, trial(rater, index(path, 1, rater.trials().size())));
      }
      case "PUT trials" -> store(request, path);
      default -> throw new Refusal(404, "there is nothing of that name");
    }
  }

  private Rater rater(Request request) {
    return request
        .header(Request.RATER)
        .flatMap(answers::withKey)
        .orElseThrow(() -> new Refusal(401, "say who you are first"));
  }

  private static int index(List<String> path, int place, int count) {
    String text = path.size() > place ? path.get(place) : "";
    int index = text.matches("\\d{1,6}") ? Integer.parseInt(text) : count;
    if (index >= count) {
      throw new Refusal(404, "expected a number below " + count + " but was '" + text + "'");
    }
    return index;
  }

  private ObjectNode about() {
    StudyOptions options = study.options();
    ObjectNode about =
        JSON.objectNode()
            .put("title", options.title())
            .put("instructions", options.instructions())
            .put("best", options.best());
    ArrayNode questions = about.putArray("questions");
    options
        .questions()
        .forEach(
            (name, question) -> {
              ObjectNode node =
                  questions.addObject().put("name", name).put("text", question.text());
              question.labels().forEach(node.putArray("labels")::add);
            });
    return about;
  }

  private void join(Request request) throws IOException {
    JsonNode body = request.json();
    String name = body.path("name").asText("").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new Refusal(
          400, "expected a name of 1 to " + LONGEST_NAME + " characters but was '" + name + "'");
    }
    Optional<Rater> joined = answers.join(name, study.options());
    if (joined.isPresent()) {
      addresses.admit(joined.get());
      request.respond(201, progress(joined.get()).put("key", joined.get().key()));
      return;
    }
    Rater known = answers.named(name).orElseThrow();
    boolean resume = body.path("resume").asBoolean();
    ObjectNode progress = progress(known);
    // Whoever has not said that they are the same person is told only how far that one is.
    request.respond(resume ? 200 : 409, resume ? progress.put("key", known.key()) : progress);
  }

  private ObjectNode progress(Rater rater) {
    ObjectNode progress = JSON.objectNode().put("name", rater.name());
    ArrayNode complete = progress.putArray("complete");
    for (Trial trial : rater.trials()) {
      complete.add(answers.marks(rater, trial.prompt()).complete(study.options(), trial));
    }
    return progress;
  }

  private ObjectNode trial(Rater rater, int index) {
    Trial trial = rater.trials().get(index);
    // Answers are tied to a study, whose prompts cannot change then.
    PromptOptions prompt = Objects.requireNonNull(study.options().prompts().get(trial.prompt()));
    Marks marks = answers.marks(rater, trial.prompt());
    ObjectNode node =
        JSON.objectNode()
            .put("description", prompt.description().strip())
            .put("lyrics", prompt.lyrics().strip())
            .put("comment", marks.comment());
    if (study.hasReference()) {
      node.put("reference", addresses.of(rater, new ClipKey(trial.prompt(), ClipKey.REFERENCE)));
    }
    ArrayNode clips = node.putArray("clips");
    for (String system : trial.systems()) {
      ObjectNode clip =
          clips.addObject().put("audio", addresses.of(rater, new ClipKey(trial.prompt(), system)));
      ObjectNode scores = clip.putObject("scores");
      marks.scores().getOrDefault(system, Map.of()).forEach(scores::put);
    }
    node.put("best", marks.best() == null ? null : trial.systems().indexOf(marks.best()));
    return node;
  }

  private void store(Request request, List<String> path) throws IOException {
    Rater rater = rater(request);
    Trial trial = rater.trials().get(index(path, 1, rater.trials().size()));
    JsonNode body = request.json();
    switch (path.size() > 2 ? path.get(2) : "") {
      case "scores" -> {
        String system = trial.systems().get(index(path, 3, trial.systems().size()));
        String question = path.size() == 5 ? path.get(4) : "";
        if (!study.options().questions().containsKey(question)) {
          throw new Refusal(404, "there is no question '" + question + "'");
        }
        int value = number(body, "value", 1, QuestionOptions.HIGHEST);
        answers.score(rater, new ClipKey(trial.prompt(), system), question, value);
      }
      case "best" -> {
        if (!study.options().best()) {
          throw new Refusal(404, "nobody asks for the best clip");
        }
        int clip = number(body, "clip", 0, trial.systems().size() - 1);
        answers.best(rater, new ClipKey(trial.prompt(), trial.systems().get(clip)));
      }
      case "comment" -> answers.comment(rater, trial.prompt(), text(body));
      default -> throw new Refusal(404, "there is nothing of that name");
    }
    boolean complete = answers.marks(rater, trial.prompt()).complete(study.options(), trial);
    request.respond(200, JSON.objectNode().put("complete", complete));
  }

  private static int number(JsonNode body, String field, int lowest, int highest) {
    JsonNode node = body.path(field);
    if (!node.isInt() || node.intValue() < lowest || node.intValue() > highest) {
      throw new Refusal(
          400, "expected %s in %d..%d but was %s".formatted(field, lowest, highest, node));
    }
    return node.intValue();
  }

  private static String text(JsonNode body) {
    JsonNode node = body.path("text");
    if (!node.isTextual() || node.textValue().length() > LONGEST_COMMENT) {
      throw new Refusal(400, "expected a text of at most " + LONGEST_COMMENT + " characters");
    }
    return node.textValue();
  }
}
