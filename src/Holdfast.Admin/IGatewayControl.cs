using System.Buffers;
using Holdfast.Agent.Fleet;
using Holdfast.Incidents;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Tasks;
using Holdfast.Telemetry.Series;

namespace Holdfast.Admin;

/// <summary>
/// What the admin side may ask of the gateway; the composition root implements it. Calls come from any thread and at the same time:
/// changes must put themselves in order, as signals ask for them too.
/// </summary>
public interface IGatewayControl
{
    /// <summary>Serves on all of its listeners.</summary>
    bool IsReady { get; }

    /// <summary>On its way out: takes no new clients.</summary>
    bool IsDraining { get; }

    /// <summary>Prometheus text.</summary>
    void WriteMetrics(IBufferWriter<byte> output);

    GatewayStateReport GetState();

    /// <summary>What was recorded, second by second and in longer steps.</summary>
    SeriesHistory Series { get; }

    /// <summary>What changed.</summary>
    ChangeLog Changes { get; }

    /// <summary>What is wrong and why.</summary>
    /// <param name="second">Unix second of a past moment; null for now.</param>
    DiagnosisReport GetDiagnosis(long? second);

    /// <summary>Incidents and what people do with them; null where none are kept.</summary>
    IncidentDesk? Incidents => null;

    /// <summary>Postmortems of incidents; null where none are kept.</summary>
    PostmortemDesk? Postmortems => null;

    /// <summary>Drills of incidents; null where none are kept.</summary>
    ReplayDesk? Replays => null;

    /// <summary>What was learned from incidents and is to be done; null where no incidents are kept.</summary>
    TaskDesk? Tasks => null;

    /// <summary>Takes alerts of other monitoring; null where no incidents are kept.</summary>
    AlertDesk? Alerts => null;

    /// <summary>Agents on the servers' hosts; null where none are heard.</summary>
    AgentDesk? Agents => null;

    /// <summary>Who is told of incidents; null where nobody is.</summary>
    EscalationDesk? Escalation => null;

    /// <summary>What is to be done next with an incident, in sentences.</summary>
    IReadOnlyList<string> NextStepsOf(Incident incident) => [];

    /// <summary>The configuration in use as YAML, defaults filled in and secrets removed.</summary>
    string GetEffectiveConfig();

    /// <summary>A configuration that was in use earlier, by its fingerprint; null when it is not kept any more.</summary>
    string? FindKeptConfig(string fingerprint);

    /// <summary>Puts a configuration into use, or says why not and keeps the old one.</summary>
    /// <param name="yamlText">The new configuration; null to read the file again.</param>
    /// <param name="source">Who asked, for the record: "api" or "api: NAME OF THE TOKEN".</param>
    /// <param name="file">Where the new configuration is from, as its sender names it; null where nobody said, or it is the gateway's own file.</param>
    /// <param name="cancellation">The client went away or the time is up; a change that has begun is finished all the same.</param>
    Task<ReloadOutcome> ReloadAsync(string? yamlText, string source, string? file, CancellationToken cancellation);

    /// <summary>Fixes the limit of a server while the gateway runs, or gives it back to what is measured.</summary>
    /// <param name="limit">1 to 65,534; null gives it back.</param>
    OperatorOutcome SetLimit(string pool, string server, int? limit, string source);

    /// <summary>Keeps new requests from a server while the gateway runs; those that it has go on.</summary>
    /// <param name="drains">False gives it work again.</param>
    OperatorOutcome DrainServer(string pool, string server, bool drains, string source);

    /// <summary>Bounds one client for a while.</summary>
    OperatorOutcome Throttle(ThrottleOrder order, string source);

    /// <summary>Lets it go again; null when it is not bounded there.</summary>
    /// <param name="route">As in the order.</param>
    ThrottleReport? EndThrottle(string client, string? route, string source);

    /// <summary>Begins to drain; does not wait for the end.</summary>
    Task<DrainOutcome> DrainAsync(string source, CancellationToken cancellation);
}
