namespace Holdfast.Agent.Fleet;

/// <summary>A server as the gateway knows it.</summary>
/// <param name="Host">Its IP address without the port.</param>
public sealed record FleetServer(string Pool, string Name, string Host, int Port)
{
    /// <summary>As series and events name it.</summary>
    public string Subject => $"server:{Pool}/{Name}";

    public bool IsLoopback => Host.StartsWith("127.", StringComparison.Ordinal) || Host == "::1";
}
