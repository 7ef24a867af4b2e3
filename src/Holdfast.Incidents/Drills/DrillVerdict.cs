using System.Globalization;
using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Drills;

/// <summary>One run of a drill as the ledger keeps it. Members are only ever added. Immutable.</summary>
public sealed record DrillVerdict
{
    /// <summary>In the ledger, from 1; 0 while it is not in it.</summary>
    [JsonIgnore]
    public long Number { get; init; }

    [JsonIgnore]
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Name of the scenario, such as dead-host or learned-12.</summary>
    public required string Scenario { get; init; }

    public string Title { get; init; } = "";

    /// <summary>What stood before the servers, such as holdfast or haproxy.</summary>
    public required string Gateway { get; init; }

    public required DrillResult Result { get; init; }

    /// <summary>The shortened form.</summary>
    public bool Quick { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Of the scenario's text: runs with the same hash replayed the same page.</summary>
    public string ScenarioHash { get; init; } = "";

    /// <summary>Name of the configuration that the gateway began with.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Of that configuration's text: two verdicts on one scenario are a pair when only this differs.</summary>
    public string ConfigurationHash { get; init; } = "";

    /// <summary>It ran with the configuration of the day of the outage, on which it is meant to fail: it says nothing about today.</summary>
    public bool OnOldConfiguration { get; init; }

    /// <summary>It ended before its time, and is a failure for that; false in verdicts from before this was kept.</summary>
    public bool Aborted { get; init; }

    /// <summary>On the configuration of that day it hurt users far more or far less than that day did: its page is another outage. False in verdicts from before this was kept.</summary>
    public bool IsOtherOutage { get; init; }

    /// <summary>Of which gateway's incident the page was written, as the page says; null where it does not. Several gateways may use one ledger.</summary>
    public string? Instance { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public IReadOnlyList<DrillExpectationResult> Expectations { get; init; } = [];

    /// <summary>Why it ended early or proves nothing; null when there is nothing to say.</summary>
    public string? Remark { get; init; }

    /// <summary>Who says so, where it did not run here; null for the ledger's own machine.</summary>
    public string? ReportedBy { get; init; }

    /// <summary>Whether it counts for the incidents of this gateway: a page that does not say whose it is counts for everybody's.</summary>
    public bool IsOf(string? instance) => instance is null || Instance is null || Instance == instance;

    /// <summary>
    /// The short form may show that something is wrong, and not that all is well. A run that ended before its time shows nothing on the
    /// configuration of that day: it would be taken for the outage.
    /// </summary>
    [JsonIgnore]
    public bool IsSound => (!Quick || Result == DrillResult.Failed) && !(Aborted && OnOldConfiguration);

    /// <summary>It tells how things are now: the configuration of that day is meant to fail.</summary>
    [JsonIgnore]
    public bool CountsAsProof => !OnOldConfiguration && IsSound;

    /// <summary>How others refer to it.</summary>
    [JsonIgnore]
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"drill:{Number}");
}
