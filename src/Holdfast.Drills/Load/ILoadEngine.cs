namespace Holdfast.Drills.Load;

/// <summary>Sends load. A seam: drills and the search for the maximum rate run against a model of it too.</summary>
public interface ILoadEngine
{
    /// <summary>
    /// Runs the plan to its end. Cancelled, it ends at once and returns what was seen until then. Fails only with
    /// <see cref="LoadException"/>: a plan that cannot be run on this machine.
    /// </summary>
    Task<LoadResult> RunAsync(LoadPlan plan, ILoadObserver? observer = null, CancellationToken cancellation = default);
}
