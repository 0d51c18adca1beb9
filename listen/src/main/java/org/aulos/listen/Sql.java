package org.aulos.listen;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.aulos.api.AulosException;

/** A SQLite database in a file: statements with values in, rows out. One thread at a time. */
final class Sql implements AutoCloseable {
  private final Path file;
  private final Connection connection;

  private Sql(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    /** The value of the row at hand. */
    T read(ResultSet row) throws SQLException;
  }

  /** Opens a database, which is made if it is not there. What is committed is on the disk. */
  static Sql open(Path file) {
    Sql sql = new Sql(file, connect(file));
    boolean opened = false;
    try {
      // FULL waits for the disk at each commit, in this mode too.
      sql.pragma("journal_mode = WAL");
      sql.pragma("synchronous = FULL");
      sql.pragma("foreign_keys = ON");
      sql.pragma("busy_timeout = 10000");
      opened = true;
      return sql;
    } finally {
      if (!opened) {
        sql.close();
      }
    }
  }

  private static Connection connect(Path file) {
    try {
      return DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw failure("cannot open the answers in ", file, e);
    }
  }

  private void pragma(String pragma) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    } catch (SQLException e) {
      throw failure("cannot open the answers in ", file, e);
    }
  }

  /** Changes rows. */
  void update(String sql, Object... values) {
    try (PreparedStatement statement = prepared(sql, values)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failure("cannot store answers in ", file, e);
    }
  }

  /** Reads rows. */
  <T> List<T> query(String sql, Row<T> row, Object... values) {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(row.read(rows));
      }
      return read;
    } catch (SQLException e) {
      throw failure("cannot read the answers in ", file, e);
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Does several changes or none. */
  void together(Runnable changes) {
    update("BEGIN IMMEDIATE");
    boolean done = false;
    try {
      changes.run();
      update("COMMIT");
      done = true;
    } finally {
      if (!done) {
        update("ROLLBACK");
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("cannot close the answers in ", file, e);
    }
  }

  private static AulosException failure(String what, Path file, SQLException cause) {
    return new AulosException(
        what + file + ": " + cause.getMessage() + "; is the disk full, or the file damaged?",
        cause);
  }
}
