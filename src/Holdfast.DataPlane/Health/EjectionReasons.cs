namespace Holdfast.DataPlane.Health;

/// <summary>The one table from reason to metric label and to the words of log and status. A test demands a row for each reason.</summary>
public static class EjectionReasons
{
    private static readonly (EjectionReason Reason, string Label, string Text)[] Rows =
    [
        (EjectionReason.None, "none", "nothing is wrong with it"),
        (EjectionReason.ConnectFailed, "connect_failed", "connections to it failed"),
        (EjectionReason.ConnectionsLost, "connections_lost", "it closed connections without answering what it was sent"),
        (EjectionReason.Silent, "silent", "it fell silent while others answered, and a probe got no answer"),
        (EjectionReason.ErrorsInARow, "errors_in_a_row", "it failed requests one after the other"),
        (EjectionReason.ErrorRate, "error_rate", "it fails far more requests than the others"),
        (EjectionReason.FailedAgain, "failed_again", "it failed again when it had just come back"),
        (EjectionReason.ProbesFailed, "probes_failed", "its probes failed"),
    ];

    public static string TextOf(EjectionReason reason) => Rows[(int)reason].Text;

    public static string LabelOf(EjectionReason reason) => Rows[(int)reason].Label;

    /// <summary>Labels in the order of the enum, for the metrics.</summary>
    public static string[] Labels() => Array.ConvertAll(Rows, row => row.Label);

    /// <summary>
    /// It shows at the server itself, whatever is behind it: it turns connections away or answers nothing at all. The others are symptoms
    /// that a common cause behind all servers gives just as well.
    /// </summary>
    public static bool IsTheServersOwn(EjectionReason reason) => IsOfConnections(reason) || reason == EjectionReason.Silent;

    /// <summary>A connect tells whether it is over.</summary>
    public static bool IsOfConnections(EjectionReason reason) => reason is EjectionReason.ConnectFailed or EjectionReason.ConnectionsLost;
}
