using Holdfast.Foundation;

namespace Holdfast.DataPlane;

/// <summary>
/// Asks every worker to note the time, once for each call: how long that takes is how long a request waits for its worker. A worker that
/// has not answered the last question is not asked again; its lag grows. One thread asks, the workers answer.
/// </summary>
internal sealed class LoopLag
{
    private readonly long[] asked;
    private readonly long[] answered;
    private readonly Action<Worker>[] questions;

    public LoopLag(int workers, IClock clock)
    {
        asked = new long[workers];
        answered = new long[workers];
        questions = [.. Enumerable.Range(0, workers).Select(index => (Action<Worker>)(_ => Volatile.Write(ref answered[index], clock.NowNanoseconds)))];
    }

    /// <summary>Nanoseconds; what is still unanswered counts up to now.</summary>
    public long Take(Worker[] workers, long nowNanoseconds)
    {
        long worst = 0;
        for (int index = 0; index < workers.Length; index++)
        {
            long at = Volatile.Read(ref answered[index]);
            bool isOpen = asked[index] > 0 && at < asked[index];
            worst = Math.Max(worst, isOpen ? nowNanoseconds - asked[index] : Math.Max(0, at - asked[index]));
            if (!isOpen)
            {
                asked[index] = nowNanoseconds;
                workers[index].Post(questions[index]);
            }
        }

        return worst;
    }
}
