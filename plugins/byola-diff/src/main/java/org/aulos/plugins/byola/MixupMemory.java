package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;

/**
 * The last inputs, from which Mixup takes its backgrounds, first in first out. Every view of a clip
 * puts the clip in, so each stands there once for each view; held once here.
 *
 * <p>The clips of a batch come one after the other, and each view of each after the one before: a
 * background may be an earlier clip of the same batch.
 */
final class MixupMemory {
  private final int capacity;
  private final int views;
  private NDArray clips;
  private long pushed;

  /**
   * An empty memory.
   *
   * @param capacity inputs it holds, each clip counted once for each view
   * @param views of each clip
   * @param clip shape of an input
   * @param manager owns the memory
   */
  MixupMemory(int capacity, int views, Shape clip, NDManager manager) {
    this(capacity, views, empty(clip, manager), 0);
  }

  private MixupMemory(int capacity, int views, NDArray clips, long pushed) {
    this.capacity = capacity;
    this.views = views;
    this.clips = clips;
    this.pushed = pushed;
  }

  private static NDArray empty(Shape clip, NDManager manager) {
    NDArray none = manager.create(new Shape(0).addAll(clip));
    NDScope.unregister(none);
    return none;
  }

  /** Inputs that are there for a view of a clip: those put in before, up to the capacity. */
  int size(int clip, int view) {
    return (int) Math.min(capacity, pushed + (long) clip * views + view);
  }

  /**
   * A background for each clip of a batch, drawn evenly.
   *
   * @return number of each among those that are there, 0 being the oldest; -1 where there are none
   */
  int[] draw(int batch, int view, RandomGenerator random) {
    int[] picks = new int[batch];
    for (int clip = 0; clip < batch; clip++) {
      int size = size(clip, view);
      picks[clip] = size == 0 ? -1 : random.nextInt(size);
    }
    return picks;
  }

  /**
   * The backgrounds of a view of a batch that is not yet put in.
   *
   * @param x {@code [batch, …]}
   * @param picks as drawn; where one is -1, the clip itself, with which Mixup changes it by no more
   *     than its epsilon
   */
  NDArray backgrounds(NDArray x, int view, int[] picks) {
    long held = clips.getShape().get(0);
    long first = pushed / views - held; // number of the oldest clip held, from 0 on
    long[] rows = new long[picks.length];
    for (int clip = 0; clip < picks.length; clip++) {
      long before = pushed + (long) clip * views + view;
      long oldest = before - size(clip, view);
      rows[clip] = picks[clip] < 0 ? held + clip : (oldest + picks[clip]) / views - first;
    }
    NDArray all = NDArrays.concat(new NDList(clips, x), 0);
    return all.get(x.getManager().create(rows));
  }

  /** Puts a batch in, once for each view. */
  void push(NDArray x) {
    long needed = (capacity + views - 1L) / views;
    NDArray all = NDArrays.concat(new NDList(clips, x), 0);
    long surplus = Math.max(0, all.getShape().get(0) - needed);
    NDArray kept = all.get(surplus + ":").duplicate();
    kept.attach(clips.getManager());
    NDScope.unregister(kept);
    clips.close();
    clips = kept;
    pushed += x.getShape().get(0) * views;
  }

  /** The clips held, oldest first. */
  NDArray clips() {
    return clips;
  }

  /** Inputs put in since the beginning. */
  long pushed() {
    return pushed;
  }

  /** Goes on from a state: the clips held, and how many were put in before. */
  void restore(NDArray clips, long pushed) {
    this.clips.close();
    this.clips = clips;
    this.pushed = pushed;
  }
}
