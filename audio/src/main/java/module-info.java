/**
 * Reading and writing sound files: WAV, AIFF and AU in plain Java, everything else through FFmpeg
 * in process. A module of its own because FFmpeg's native libraries are a heavy dependency.
 */
module org.aulos.audio {
  requires transitive org.aulos.api;
  requires org.bytedeco.ffmpeg;
  requires org.bytedeco.javacpp;
  requires static org.jspecify;

  exports org.aulos.audio;
}
