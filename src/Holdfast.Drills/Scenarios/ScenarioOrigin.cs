using System.Globalization;

namespace Holdfast.Drills.Scenarios;

/// <summary>One server of the drill: a process of its own on an address of its own.</summary>
public sealed record ScenarioOrigin
{
    public string Name { get; init; } = "";

    /// <summary>Where it serves; the reader fills in 127.0.1.N:18000 for the Nth.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where the drill speaks to it, out of the traffic's way; 127.0.1.N:19000 for the Nth.</summary>
    public string Control { get; init; } = "";

    /// <summary>What it can do well, in the scenario's unit. Verdicts relate to it.</summary>
    public double Capacity { get; init; }

    public int Weight { get; init; } = 100;

    /// <summary>Options of `holdfast origin` without the dashes.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <param name="index">Its place in the scenario, from 0.</param>
    internal string AddressAt(int index) => Address.Length > 0 ? Address : string.Create(CultureInfo.InvariantCulture, $"127.0.1.{index + 1}:18000");

    internal string ControlAt(int index) => Control.Length > 0 ? Control : string.Create(CultureInfo.InvariantCulture, $"127.0.1.{index + 1}:19000");
}
