namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>One attempt of one client, from its arrival to its end.</summary>
internal sealed class Request
{
    public required Population From { get; init; }

    public required int Client { get; init; }

    public required int Route { get; init; }

    public required int Pool { get; init; }

    public required int Attempt { get; init; }

    public required double Arrived { get; init; }

    public ServerModel? Server { get; set; }

    public double Bound { get; set; }

    /// <summary>Counts up at each new attempt of the gateway, so that events of an old one are known as such.</summary>
    public int Stage { get; set; }

    public int OwnRetries { get; set; }

    public bool IsDone { get; set; }

    public bool IsQueued { get; set; }

    public bool WaitedForConnection { get; set; }

    public bool IsCritical { get; init; }
}
