namespace Holdfast.Drills.Running;

/// <summary>How the tasks of a run that accompany the load end. Owner: <see cref="DrillRun"/>.</summary>
internal static class RunTasks
{
    /// <summary>Completes only when the task fails: one that ends in order, as the time line does, is no reason to end the run.</summary>
    public static async Task WaitForFailure(Task task)
    {
        await task.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        if (!task.IsFaulted)
        {
            await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
        }
    }

    public static async Task Settle(Task[] tasks)
    {
        try
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Cancelled because the time line is over: that is how they end.
        }
    }
}
