namespace Holdfast.Telemetry.Otlp;

/// <summary>The way to the receiver.</summary>
internal interface IOtlpSender
{
    /// <param name="path">v1/metrics or v1/traces.</param>
    OtlpAnswer Send(string path, ReadOnlyMemory<byte> message);
}
