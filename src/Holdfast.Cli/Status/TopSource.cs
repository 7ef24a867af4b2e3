using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>Asks a gateway for its state without making whoever wants to leave wait for the answer.</summary>
internal sealed class TopSource(Func<string, AdminAnswer> get, IClock clock)
{
    private bool answeredBefore;

    /// <summary>Null when it was time to leave meanwhile. A gateway that does not answer at all the first time is an exception.</summary>
    public TopSample? Ask(ManualResetEventSlim stop)
    {
        Task<AdminAnswer> asked = Task.Run(() => get("api/state"));
        if (WaitHandle.WaitAny([stop.WaitHandle, ((IAsyncResult)asked).AsyncWaitHandle]) == 0)
        {
            return null;
        }

        try
        {
            AdminAnswer answer = asked.GetAwaiter().GetResult();
            TopSample sample = answer.Status == 200
                ? new(clock.UtcNow, answer.Read(ApiJson.Default.GatewayStateReport), null, null) { Body = answer.Body }
                : answeredBefore ? new(clock.UtcNow, null, null, $"the gateway refused: {answer.Problem().Detail}") : new(clock.UtcNow, null, answer, null);
            answeredBefore = true;
            return sample;
        }
        catch (IOException failure) when (answeredBefore)
        {
            return new(clock.UtcNow, null, null, failure.Message);
        }
    }
}
