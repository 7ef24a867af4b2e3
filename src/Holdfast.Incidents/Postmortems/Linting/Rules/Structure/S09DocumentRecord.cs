using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What a reader needs to know about the document itself.</summary>
internal sealed class S09DocumentRecord() : LintRule("S09", LintSeverity.Guidance, "id, date, author, owner, status, severity and date of publication are given", "Add them above the summary, one a line: Author: ..., Status: ...")
{
    private static readonly (string Name, string[] Labels)[] Asked =
    [
        ("id", ["id", "incident id", "incident", "number", "ticket", "reference", "incident number"]), ("date", ["date", "date of incident", "incident date", "dates", "when"]), ("author", ["author", "authors", "written by", "prepared by"]),
        ("owner", ["owner", "owners", "owned by", "postmortem owner"]), ("status", ["status", "state"]), ("severity", ["severity", "sev", "priority", "level"]), ("publication", ["published", "publish date", "publication", "published on", "date published"]),
    ];

    // The date beside the times, the number in the title.
    private static bool IsToldElsewhere(string name, Postmortem postmortem) => name switch
    {
        "date" => postmortem.Summary.Exists(sentence => sentence.Dates.Exists(date => date.HasYear)) || Times.DateReader.Read(postmortem.Title.Text).Count > 0,
        "id" => Word.Split(postmortem.Title.Text).Exists(word => word.Text is "inc" or "incident" && postmortem.Title.Text.Any(char.IsAsciiDigit)),
        "owner" => Records.Of(postmortem, "author", "authors").Value.Length > 0,
        _ => false,
    };

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        string[] missing = [.. Asked.Where(asked => Records.Of(postmortem, asked.Labels).Value.Length == 0 && !IsToldElsewhere(asked.Name, postmortem)).Select(asked => asked.Name)];
        if (missing.Length > 0)
        {
            yield return At(postmortem.Title, $"not recorded: {string.Join(", ", missing)}");
        }
    }
}
