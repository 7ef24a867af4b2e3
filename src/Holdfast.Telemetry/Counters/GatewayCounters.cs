namespace Holdfast.Telemetry;

/// <summary>What a worker counts about its clients and itself. That worker writes with plain additions; any thread reads.</summary>
public sealed class GatewayCounters : PaddedCounters
{
    public long ClientsAccepted;

    /// <summary>Refused because the gateway had as many clients as it may take.</summary>
    public long ClientsRefused;

    /// <summary>Refused because their address had as many connections as one may have.</summary>
    public long ClientsRefusedByAddress;

    /// <summary>Closed between two requests because the gateway had as many clients as it may take and another one came.</summary>
    public long ClientsLetGo;

    /// <summary>Gauge.</summary>
    public long ClientsCurrent;

    /// <summary>Times that accepting paused for want of descriptors or memory.</summary>
    public long AcceptPauses;

    /// <summary>Bytes from clients.</summary>
    public long BytesIn;

    /// <summary>Bytes to clients.</summary>
    public long BytesOut;

    /// <summary>Clients that did not finish a request head in time.</summary>
    public long HeadTimeouts;

    /// <summary>Keep-alive connections closed after having been idle; no fault of anybody.</summary>
    public long IdleTimeouts;

    /// <summary>Clients that sent or took a body slower than the minimum rate.</summary>
    public long BodyTimeouts;

    /// <summary>Gauge: connections that became tunnels (WebSocket) and are open.</summary>
    public long TunnelsCurrent;

    /// <summary>Turns of the event loop.</summary>
    public long LoopTurns;

    /// <summary>Time spent outside of waiting: a worker whose rate comes near 1 s/s is saturated.</summary>
    public long LoopBusyNanoseconds;

    /// <summary>Harmless things that cannot happen, counted rather than ignored.</summary>
    public long Oddities;

    /// <summary>Requests that were refused as invalid, by rejection label.</summary>
    public readonly LabelledCounts Rejections;

    internal GatewayCounters(MetricLabels labels) => Rejections = new(labels.Rejections.Count);
}
