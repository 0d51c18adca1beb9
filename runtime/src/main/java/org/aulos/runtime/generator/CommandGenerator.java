package org.aulos.runtime.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioException;
import org.aulos.api.AudioFormat;
import org.aulos.api.AulosException;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.Waveform;
import org.aulos.api.spi.Resources;
import org.aulos.audio.AudioFiles;
import org.aulos.audio.Excerpt;

/** The generator {@code command}: runs a program for each prompt and reads the file it writes. */
final class CommandGenerator implements Generator, MadeElsewhere {
  private static final long LARGEST_FILE = 1L << 30;

  private final CommandLine command;
  private final CommandOptions options;
  private final Path folder;
  private final AudioFormat format;

  private CommandGenerator(CommandLine command, CommandOptions options, Path folder) {
    this.command = command;
    this.options = options;
    this.folder = folder;
    this.format = new AudioFormat(options.sampleRate(), options.channels());
  }

  static Generator create(CommandOptions options, Resources resources) {
    CommandLine command = new CommandLine(options.command());
    Path folder = resources.folder();
    for (String argument : command.fixed()) {
      if (isFile(folder, argument)) {
        resources.file(Path.of(argument)); // a script decides what is made
      }
    }
    return new CommandGenerator(command, options, folder);
  }

  private static boolean isFile(Path folder, String argument) {
    try {
      return Files.isRegularFile(folder.resolve(argument));
    } catch (InvalidPathException e) {
      return false; // and so it is no name of a file
    }
  }

  @Override
  public boolean onDemand() {
    return true;
  }

  @Override
  public AudioFormat audioFormat() {
    return format;
  }

  @Override
  public OptionalLong parameters() {
    return Checks.known(options.parameters());
  }

  @Override
  public AudioBatch generate(List<Prompt> prompts, GenerationRequest request) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("expected at least one prompt");
    }
    return AudioBatch.of(
        request.manager(), prompts.stream().map(prompt -> generate(prompt, request)).toList());
  }

  private Waveform generate(Prompt prompt, GenerationRequest request) {
    try (ExternalProgram program = ExternalProgram.open()) {
      Path output = program.scratch().resolve("clip.wav");
      ExternalProgram.Ended ended =
          program.run(
              command.of(prompt, output, request.seed(), request.seconds()),
              folder,
              options.timeoutSeconds());
      if (ended.code() != 0) {
        throw new AulosException(
            "'%s' ended with exit code %d%s%s"
                .formatted(
                    command.program(),
                    ended.code(),
                    ended.errors().isEmpty() ? " and wrote nothing to standard error" : "",
                    ended.errors()));
      }
      return read(output, ended.errors());
    }
  }

  private Waveform read(Path output, String errors) {
    if (!Files.isRegularFile(output)) {
      throw new AulosException(
          "'%s' ended well but did not write the file {output}%s%s"
              .formatted(command.program(), instead(output.resolveSibling("")), errors));
    }
    try {
      long size = Files.size(output);
      if (size > LARGEST_FILE) {
        throw new AulosException(
            "'%s' wrote a file of %d bytes; expected at most %d"
                .formatted(command.program(), size, LARGEST_FILE));
      }
      return checked(AudioFiles.read(output, Excerpt.atMost(DirectoryGenerator.LONGEST_SECONDS)));
    } catch (AudioException e) {
      throw new AulosException(
          "'%s' wrote a file that is no sound\n  | %s%s"
              .formatted(command.program(), e.getMessage(), errors),
          e);
    } catch (IOException e) {
      throw new AulosException("cannot read what '" + command.program() + "' wrote: " + e, e);
    }
  }

  /** What lies where the file should: programs like to add an ending of their own. */
  private static String instead(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.isEmpty() ? "" : ", clip.wav, but " + Listing.of(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Waveform checked(Waveform own) {
    if (own.frames() == 0) {
      throw new AulosException(
          "'%s' wrote a file that holds no samples".formatted(command.program()));
    }
    if (own.sampleRate() != format.sampleRate() || own.channels() != format.channels()) {
      throw new AulosException(
          "'%s' wrote %d Hz and %d channels, but sample-rate and channels say %d and %d; set them to what it writes"
              .formatted(
                  command.program(),
                  own.sampleRate(),
                  own.channels(),
                  format.sampleRate(),
                  format.channels()));
    }
    return own;
  }
}
