using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class AccessLogKeys
{
    public static RecordKeys<AccessLogConfig> Keys { get; } = new(
        "AccessLog",
        "accessLog",
        new AccessLogConfig(),
        new PropertyKey<AccessLogConfig, string>("path", nameof(AccessLogConfig.Path), new TextKind("/var/log/holdfast/access.log"), config => config.Path, (config, value) => config with { Path = value })
        {
            Meaning = "File to append to, or stdout.",
            Default = "no access log",
        },
        new PropertyKey<AccessLogConfig, long>("buffer", nameof(AccessLogConfig.Buffer), new SizeKind(4 << 10, 1 << 30), config => config.Buffer, (config, value) => config with { Buffer = value })
        {
            Meaning = "Memory for entries that wait to be written, for each worker. Past it entries are dropped and counted; requests never wait.",
        })
    {
        Meaning = "One JSON line a request.",
        Example = "{ path: stdout }",
    };
}
