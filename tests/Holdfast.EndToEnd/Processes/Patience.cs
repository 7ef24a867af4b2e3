using System.Diagnostics;

namespace Holdfast.EndToEnd;

/// <summary>Waiting for other processes. Far longer than anything here takes: a busy machine must not fail a test.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void Until(Func<bool> condition, Func<string> what, TimeSpan? limit = null)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!condition())
        {
            (waited.Elapsed < (limit ?? Limit)).ShouldBeTrue($"waited in vain for {what()}");
            Thread.Sleep(10);
        }
    }
}
