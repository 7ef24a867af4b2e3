using Holdfast.Drills.Running;

namespace Holdfast.Cli;

/// <summary>A drill on a terminal or in a log.</summary>
internal interface IDrillView : IDrillObserver
{
    /// <summary>Shows the run while it lasts.</summary>
    Task<T> WatchAsync<T>(Func<Task<T>> run);
}
