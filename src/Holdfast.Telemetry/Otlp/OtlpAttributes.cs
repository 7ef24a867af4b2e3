namespace Holdfast.Telemetry.Otlp;

/// <summary>Attributes, and who sends: the parts that metrics and traces have in common.</summary>
internal static class OtlpAttributes
{
    public static void Text(ProtoWriter writer, int field, string key, string value)
    {
        int pair = writer.Begin(field);
        writer.Text(1, key);
        int any = writer.Begin(2);
        writer.Text(1, value);
        writer.End(any);
        writer.End(pair);
    }

    public static void Text(ProtoWriter writer, int field, string key, ReadOnlySpan<byte> value)
    {
        int pair = writer.Begin(field);
        writer.Text(1, key);
        int any = writer.Begin(2);
        writer.Bytes(1, value);
        writer.End(any);
        writer.End(pair);
    }

    public static void Whole(ProtoWriter writer, int field, string key, long value)
    {
        int pair = writer.Begin(field);
        writer.Text(1, key);
        int any = writer.Begin(2);
        writer.Whole(3, (ulong)value);
        writer.End(any);
        writer.End(pair);
    }

    /// <summary>Resource: field 1 of ResourceMetrics and of ResourceSpans.</summary>
    public static void Resource(ProtoWriter writer, OtlpResource resource)
    {
        int begun = writer.Begin(1);
        Text(writer, 1, "service.name", resource.ServiceName);
        Text(writer, 1, "service.version", resource.Version);
        Text(writer, 1, "service.instance.id", resource.InstanceId);
        Text(writer, 1, "host.name", resource.HostName);
        Whole(writer, 1, "process.pid", resource.ProcessId);
        writer.End(begun);
    }

    /// <summary>Scope: field 1 of ScopeMetrics and of ScopeSpans.</summary>
    public static void Scope(ProtoWriter writer, OtlpResource resource)
    {
        int begun = writer.Begin(1);
        writer.Text(1, "holdfast");
        writer.Text(2, resource.Version);
        writer.End(begun);
    }
}
