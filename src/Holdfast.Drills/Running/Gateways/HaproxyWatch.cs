namespace Holdfast.Drills.Running;

/// <summary>The statistics page as CSV: a line each server, with its status.</summary>
internal sealed class HaproxyWatch(string admin) : IGatewayWatch
{
    // Columns of HAProxy's management guide, section 9.1.
    private const int ServerColumn = 1;
    private const int StatusColumn = 17;

    private readonly ConditionMemory memory = new("UP");

    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation) =>
        await DrillHttp.TryGetAsync($"http://{admin}/stats;csv", cancellation).ConfigureAwait(false) is { } text ? memory.Compare(Conditions(text)) : [];

    public bool IsDetection(string sentence) => !sentence.EndsWith(" is UP", StringComparison.Ordinal);

    internal static IEnumerable<(string Server, string Condition)> Conditions(string csv)
    {
        foreach (string line in csv.Split('\n').Skip(1))
        {
            string[] cells = line.Split(',');
            if (cells.Length > StatusColumn && cells[ServerColumn] is not ("FRONTEND" or "BACKEND"))
            {
                // "UP 1/2" is on its way down; "no check" is not watched at all and never news.
                string status = cells[StatusColumn].Split(' ')[0];
                yield return (cells[ServerColumn], status == "no" ? "UP" : status);
            }
        }
    }
}
