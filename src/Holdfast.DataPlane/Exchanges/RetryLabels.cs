namespace Holdfast.DataPlane.Exchanges;

/// <summary>The one table from kinds of retries, and from why there was none, to metric labels. A test demands a row for each.</summary>
internal static class RetryLabels
{
    // In the order of the enums, without their None.
    private static readonly string[] KindLabels = ["unsent", "kept_connection", "orphan", "repeat"];
    private static readonly string[] RefusalLabels = ["shedding", "budget", "client_budget"];

    public static string[] Kinds() => [.. KindLabels];

    public static string[] Refusals() => [.. RefusalLabels];

    public static int IndexOf(RetryKind kind) => (int)kind - 1;

    public static int IndexOf(RetryRefusal refusal) => (int)refusal - 1;
}
