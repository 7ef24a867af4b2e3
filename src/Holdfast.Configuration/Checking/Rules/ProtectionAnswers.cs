using System.Text;
using System.Text.Json;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class ProtectionAnswers : IConfigRule
{
    // With its head it must fit into one output buffer of 20 KiB: a shed answer is sent at once or not at all.
    private const int PageMaximum = 12 * 1024;
    private const int ProblemMaximum = 4 * 1024;
    private const int AlternativeMaximum = 400;

    public string Name => "protection-answers";

    public string Summary => "Answers to shed requests are short (page 12 KiB, problem 4 KiB, alternative one line), and the problem is a JSON object; the page is HTML, "
        + "and the alternative is shown somewhere (warnings).";

    public void Check(CheckContext context)
    {
        ProtectionConfig protection = context.Config.Protection;
        ConfigPath path = ConfigPath.Root.Key("protection");
        CheckLength(context, path.Key("page"), protection.Page, PageMaximum);
        CheckLength(context, path.Key("problem"), protection.Problem, ProblemMaximum);
        CheckLength(context, path.Key("alternative"), protection.Alternative, AlternativeMaximum);
        if (protection.Alternative is { } alternative && alternative.Any(char.IsControl))
        {
            context.Error(path.Key("alternative"), "the alternative is not one line of visible symbols", "Write one sentence; a whole page goes into page.");
        }

        if (protection.Alternative is not null && protection.Page is not null && protection.Problem is not null)
        {
            context.Warn(path.Key("alternative"), "nobody is shown it: it stands in the gateway's own page and problem, and both are replaced", "Write it into page and problem, and leave this out.");
        }

        if (protection.Page is { Length: > 0 } page && !page.Contains('<', StringComparison.Ordinal))
        {
            context.Warn(path.Key("page"), LooksLikeAPath(page) ? "that looks like the name of a file, and browsers would be shown the name"
                : "a page without markup", "Write the HTML itself, for example <p>Please come back in a minute.</p>");
        }

        if (protection.Problem is { } problem && !IsObject(problem))
        {
            // In quotes: bare, it would be a mapping of YAML and no text.
            context.Error(path.Key("problem"), "the problem is not a JSON object", "Write for example problem: '{\"title\":\"busy\",\"status\":503}'.");
        }
    }

    private static void CheckLength(CheckContext context, ConfigPath path, string? text, int maximum)
    {
        if (text is not null && Encoding.UTF8.GetByteCount(text) > maximum)
        {
            context.Error(path, $"longer than {maximum} bytes", "Shorten it: it is sent to crowds, at the worst moment. Link to the rest.");
        }
    }

    private static bool LooksLikeAPath(string page) =>
        !page.Any(char.IsWhiteSpace) && (page.Contains('/', StringComparison.Ordinal) || page.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || page.EndsWith(".htm", StringComparison.OrdinalIgnoreCase));

    private static bool IsObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
