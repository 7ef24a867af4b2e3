using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Which service was down or slow.</summary>
internal sealed class I01ServiceNamed() : LintRule("I01", LintSeverity.Format, "the summary names the service", "Name it: the checkout API, the customer portal, `image-resizer`.")
{
    private static readonly HashSet<string> Generic = new(["the", "a", "an", "our", "this", "that", "its", "their", "whole", "entire", "of", "all", "some", "in", "affected", "my", "and", "any", "every", "which", "another", "same", "to", "production", "main"], StringComparer.Ordinal);
    private static readonly HashSet<string> NeedsName = new(["service", "services", "system", "systems", "platform", "application", "product", "software"], StringComparer.Ordinal);
    private static readonly Phrases Things = Phrases.Of(
        "api|apis", "website", "web site|shop|store|page|app", "webshop", "site|sites", "app|apps", "portal", "shop", "store", "checkout", "login|logins", "sign in|up", "search", "payment|payments", "gateway", "database", "server|servers", "homepage", "mail|email|e", "booking|bookings", "ordering|orders", "streaming", "stream|streams", "upload|uploads", "download|downloads", "dashboard|dashboards",
        "console", "editor", "chat", "messaging|messages", "calls|telephony|phone|voice", "registration", "authentication", "billing", "invoices|invoicing", "scheduler|scheduling", "queue|queues", "storage", "proxy", "dns", "vpn", "wiki", "forum", "blog", "terminal|terminals", "sandbox|sandboxes", "ticketing|tickets", "machines|kiosks|tills", "feed|feeds", "cdn", "cluster|clusters", "catalogue|catalog", "exchange", "auction|auctions", "pipeline|pipelines", "builds", "repository|repositories", "backend|backends", "frontend", "map|maps", "video|videos", "player", "game|games", "records", "timetable|timetables", "tracking", "notifications", "exports|reports|reporting", "sensors|telemetry", "lab|results");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Summary.Count > 0 && !postmortem.Summary.Exists(sentence => sentence.Section.Topics != Topics.Title && Names(sentence)))
        {
            yield return Missing(postmortem, Topics.Summary, "the summary does not say which service it was");
        }
    }

    private static bool Names(Sentence sentence) => sentence.Has(Things) || HasQualified(sentence.Words) || HasName(sentence);

    private static bool HasQualified(List<Word> words)
    {
        for (int i = 1; i < words.Count; i++)
        {
            if (NeedsName.Contains(words[i].Text) && !Generic.Contains(words[i - 1].Text) && char.IsLetter(words[i - 1].Text[0]))
            {
                return true;
            }
        }

        return false;
    }

    // A proper name within the sentence, or a name in code marks.
    private static bool HasName(Sentence sentence)
    {
        string text = sentence.Block.Text;
        return sentence.Words.Skip(1).Any(word => char.IsUpper(text[word.Start]) && word.Start > 2 && text[word.Start - 2] is not ('.' or ':' or '!' or '?' or '-' or '–') && char.IsLetter(text[word.Start - 2]) && word.Text.Length > 3 && !IsCalendar(word.Text) && text[word.Start..word.End].Any(char.IsLower))
            || sentence.Quote.Text.Contains('`') && sentence.Words.Exists(word => word.Text.Contains('.') || word.Text.Contains('_'));
    }

    private static bool IsCalendar(string word) => Array.Exists(Calendar, name => name == word);

    private static readonly string[] Calendar =
    [
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "pacific", "eastern", "central", "time", "european", "zulu", "duration", "impact", "start", "users", "customers", "root", "cause", "standard",
    ];
}
