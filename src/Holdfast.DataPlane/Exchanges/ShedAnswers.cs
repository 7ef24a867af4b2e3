using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Configuration;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What a request is told that was refused on purpose, that finds no server or whose server fails: a page for browsers, a problem (RFC 9457) for all others,
/// when to come back, and the operator's other way in. Formatted once for each snapshot, because refusing must cost less than serving. Immutable.
/// </summary>
public sealed class ShedAnswers
{
    private const string PageTemplate =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{1}</title></head>
        <body style="font-family:sans-serif;max-width:34em;margin:4em auto;padding:0 1em"><h1>{1}</h1>
        <p>{2} Please try again in a moment.</p>{0}</body></html>

        """;

    private static readonly bool[] Known = [.. Enum.GetValues<RequestOutcome>().Select(outcome => OutcomeTable.Row(outcome).Status is 429 or 502 or 503 or 504)];

    private readonly byte[]?[] heads;
    private readonly byte[]?[] bodies;

    public ShedAnswers(ProtectionConfig config)
    {
        heads = new byte[]?[OutcomeTable.Count * 4];
        bodies = new byte[]?[OutcomeTable.Count * 2];
        foreach (RequestOutcome outcome in Enum.GetValues<RequestOutcome>().Where(Has))
        {
            Prepare(outcome, asPage: true, config.Page ?? Page(outcome, config.Alternative));
            Prepare(outcome, asPage: false, config.Problem ?? Problem(outcome, config.Alternative));
        }
    }

    /// <summary>
    /// Whether whoever meets it may come again later, and is told so here. When a server's failure ends nobody knows, but to a user it is all
    /// the same whether the last server has just been found out to be dead or is known to be: both are told where else to go.
    /// </summary>
    public static bool Has(RequestOutcome outcome) => Known[(int)outcome];

    /// <summary>Appends the whole answer, or nothing where there is no room. Allocates nothing.</summary>
    /// <param name="asPage">For a person; else for a program.</param>
    /// <param name="retryAfterSeconds">At least 1.</param>
    /// <param name="date">A field line.</param>
    public bool TryAppend(IoBuffer output, RequestOutcome outcome, bool asPage, bool close, bool withoutBody, int retryAfterSeconds, ReadOnlySpan<byte> date)
    {
        byte[] head = heads[HeadSlot(outcome, asPage, close)]!;
        byte[] body = bodies[BodySlot(outcome, asPage)]!;
        Span<byte> seconds = stackalloc byte[12];
        Utf8Formatter.TryFormat(retryAfterSeconds, seconds, out int digits);
        if (output.FreeLength < head.Length + date.Length + digits + 4 + (withoutBody ? 0 : body.Length))
        {
            return false;
        }

        return DateLine.TryAppend(output, head, date) && output.TryAppend(seconds[..digits]) && output.TryAppend("\r\n\r\n"u8) && (withoutBody || output.TryAppend(body));
    }

    private static int HeadSlot(RequestOutcome outcome, bool asPage, bool close) => ((int)outcome * 4) + (asPage ? 2 : 0) + (close ? 1 : 0);

    private static int BodySlot(RequestOutcome outcome, bool asPage) => ((int)outcome * 2) + (asPage ? 1 : 0);

    private void Prepare(RequestOutcome outcome, bool asPage, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        bodies[BodySlot(outcome, asPage)] = body;
        heads[HeadSlot(outcome, asPage, close: false)] = Head(outcome, asPage, close: false, body.Length);
        heads[HeadSlot(outcome, asPage, close: true)] = Head(outcome, asPage, close: true, body.Length);
    }

    private static byte[] Head(RequestOutcome outcome, bool asPage, bool close, int length)
    {
        OutcomeRow row = OutcomeTable.Row(outcome);
        string reason = row.Cause == OutcomeCause.Shed ? $"X-Shed-Reason: {row.Label}\r\n" : string.Empty;
        // X-Retry-Ok tells programs that a retry at once would only be refused again; after a server's failure another one may answer.
        string retry = row.Status is 502 or 504 ? string.Empty : "X-Retry-Ok: 0\r\n";
        // Retry-After stands last: its value is added to each answer.
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {row.Status} {Phrase(row.Status)}\r\n"
            + $"Content-Type: {(asPage ? "text/html; charset=utf-8" : "application/problem+json")}\r\n"
            + string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n")
            + $"Cache-Control: no-store\r\n{reason}{retry}"
            + (close ? "Connection: close\r\n" : string.Empty) + "Retry-After: ");
    }

    private static string Phrase(int status) => LocalAnswers.ReasonOf(status);

    // Whoever is over a limit of its own is not told that the others are many, nor by what the limit tells clients apart. And whoever waited in vain does not hear of many
    // people: the servers may have stopped under the usual ones.
    private static (string Title, string Detail) Words(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.ShedRateLimit => ("Too many requests", "More was asked for than is allowed at once."),
        RequestOutcome.DeadlinePassed => ("Not in time", "The answer would have come later than it was asked for."),
        _ when OutcomeTable.Row(outcome).Cause == OutcomeCause.Server => ("Not available right now", "The service does not answer at the moment."),
        _ => ("Too busy right now", "More is asked for than we can answer at the moment."),
    };

    private static string Page(RequestOutcome outcome, string? alternative) => string.Format(
        CultureInfo.InvariantCulture,
        PageTemplate,
        alternative is null ? string.Empty : $"\n<p>{WebUtility.HtmlEncode(alternative)}</p>",
        Words(outcome).Title,
        Words(outcome).Detail);

    private static string Problem(RequestOutcome outcome, string? alternative)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            OutcomeRow row = OutcomeTable.Row(outcome);
            writer.WriteStartObject();
            // about:blank says that the status is the whole type, and its phrase the title (RFC 9457 section 4.2.1).
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", Phrase(row.Status));
            writer.WriteNumber("status", row.Status);
            writer.WriteString("detail", Words(outcome).Detail);
            writer.WriteString("reason", row.Label);
            if (alternative is not null)
            {
                writer.WriteString("alternative", alternative);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }
}
