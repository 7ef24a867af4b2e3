namespace Holdfast.Drills.Scenarios;

/// <summary>What faults can be done to: the running drill, or a record of calls in tests.</summary>
public interface IFaultTarget
{
    void Kill(string server);

    Task StartAsync(string server, CancellationToken cancellation);

    void Freeze(string server);

    void Thaw(string server);

    Task DieAsync(string server, CancellationToken cancellation);

    Task ReviveAsync(string server, CancellationToken cancellation);

    Task ChangeBehaviourAsync(string server, IReadOnlyDictionary<string, string> values, CancellationToken cancellation);

    Task SwapConfigurationAsync(string template, CancellationToken cancellation);

    Task AnnounceAsync(string deployment, string subject, CancellationToken cancellation);
}
