namespace Holdfast.Telemetry;

/// <summary>Statuses by their first digit; index 0 is "no status", when the client got no answer.</summary>
public static class StatusClass
{
    public const int Count = 6;

    internal static readonly string[] Labels = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"];

    public static int Of(int status) => (uint)(status - 100) < 500 ? status / 100 : 0;
}
