using System.Globalization;
using System.Text;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>One picture of `holdfast top`: the status page cut to the size of the terminal.</summary>
/// <param name="address">Of the gateway.</param>
internal sealed class TopScreen(string address, bool styled)
{
    // A terminal that is smaller shows the first lines of this.
    private const int SmallestRows = 3;

    /// <param name="failure">Why there is no newer state; null when this is new.</param>
    /// <returns>Lines with their escape sequences, at most as many as there are rows.</returns>
    public string Draw(GatewayStateReport state, string? failure, DateTimeOffset at, int columns, int rows)
    {
        List<StatusLine> lines = [new(string.Create(CultureInfo.InvariantCulture, $"holdfast top  {address}  {at:HH:mm:ss} UTC  q leaves"), StatusTone.Dim)];
        if (failure is not null)
        {
            lines.Add(new(failure, StatusTone.Bad));
        }

        lines.AddRange(StatusPage.Of(state, at));
        int most = Math.Max(SmallestRows, rows);
        if (lines.Count > most)
        {
            int hidden = lines.Count - most + 1;
            lines.RemoveRange(most - 1, hidden);
            lines.Add(new($"... {hidden} more lines: enlarge the terminal, or see holdfast status", StatusTone.Dim));
        }

        StringBuilder text = new();
        foreach (StatusLine line in lines)
        {
            string cut = line.Text.Length <= columns ? line.Text : string.Concat(line.Text.AsSpan(0, Math.Max(0, columns - 1)), "…");
            text.Append(text.Length > 0 ? "\n" : "").Append(StatusText.Styled(line with { Text = cut }, styled));
        }

        return text.ToString();
    }
}
