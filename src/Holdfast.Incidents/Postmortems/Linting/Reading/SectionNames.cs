namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>The names that people give to the parts of a postmortem.</summary>
internal static class SectionNames
{
    private const int MostWordsOfAName = 9;

    private static readonly (Topics Topics, Phrases Names)[] Known =
    [
        (Topics.Corrective, Phrases.Of(
            "corrective", "preventative", "preventive", "prevention", "action items|item|plan|points", "actions", "follow up|ups", "followup|followups", "follow on", "improvements", "improvement",
            "tasks", "next steps", "remediation items", "remediations", "to do|dos", "todo|todos", "what we are doing", "what we're doing", "what we are changing", "what we will|are change|do|changing|doing", "what changes", "what we change", "what happens next", "repair items", "future work|mitigation|mitigations", "what comes next")),
        (Topics.Timeline, Phrases.Of("timeline", "time line", "chronology", "sequence of events", "event log", "log of events", "what happened when")),
        (Topics.Cause, Phrases.Of("root cause|causes", "cause|causes", "contributing factor|factors|causes|conditions", "five whys", "5 whys", "why it happened", "why did", "what went wrong technically", "technical details|analysis", "fault", "background and cause", "what broke", "analysis")),
        (Topics.Resolution, Phrases.Of("resolution", "recovery", "mitigation", "remediation", "how we fixed it", "how it was fixed", "fix", "the fix", "repair", "response and recovery", "restoration", "how we recovered|got", "how it ended")),
        (Topics.Trigger, Phrases.Of("trigger", "triggers", "lead up", "leadup", "proximate cause")),
        (Topics.Detection, Phrases.Of("detection", "detected", "how we found out", "how we noticed")),
        (Topics.Impact, Phrases.Of("impact", "customer impact", "user impact", "who was affected", "effect on", "effects", "scope", "fault impact")),
        (Topics.Summary, Phrases.Of("issue summary", "summary", "overview", "synopsis", "abstract", "executive summary", "tl dr", "tldr", "what happened", "in short", "at a glance", "incident summary", "duration")),
        (Topics.Lessons, Phrases.Of("lessons", "what went well|wrong", "what worked", "where we got lucky", "went well|wrong", "retrospective", "learnings", "what we learned")),
        (Topics.Review, Phrases.Of("review", "reviews", "sign off", "approval", "peer review")),
        (Topics.Record, Phrases.Of("metadata", "document|postmortem status|details|record", "status", "authors|author|owner", "date|dates", "supporting information|data|information", "references", "glossary", "appendix")),
    ];

    private static readonly Phrases CauseAndMore = Phrases.Of("root cause|causes", "cause|causes", "contributing factor|factors");

    public static Topics Of(string heading)
    {
        List<Word> words = Word.Split(heading);
        while (words.Count > 0 && char.IsAsciiDigit(words[0].Text[0]))
        {
            words.RemoveAt(0);
        }

        Topics topics = Topics.None;
        foreach ((Topics topic, Phrases names) in Known)
        {
            // The first name wins, but for headings that join two parts: "Root cause and resolution", "Detection and impact".
            bool joins = topics == Topics.None || Joins(topics, topic);
            if (joins && names.Contains(words))
            {
                topics |= topic;
            }
        }

        return topics;
    }

    /// <summary>A line that has no marks of a heading is one when it is a name of a part and little else.</summary>
    public static bool IsHeading(string line)
    {
        // "2. Timeline", "2) Timeline"
        string text = line.Trim().TrimEnd(':').TrimStart("0123456789".ToCharArray()).TrimStart('.', ')', ' ');
        int bracket = text.IndexOfAny(['(', '[']);
        string name = bracket > 0 ? text[..bracket] : text;
        bool isShort = name.Length is > 2 and < 60 && !name.AsSpan().ContainsAny(".,;!?") && !name.Contains(": ", StringComparison.Ordinal);
        if (!isShort || !(char.IsLetter(name[0]) || char.IsAsciiDigit(name[0])) || char.IsLower(name[0]))
        {
            return false;
        }

        List<Word> words = Word.Split(name);
        return words.Count <= MostWordsOfAName && Of(name) != Topics.None && words.TrueForAll(word => NameWords.Contains(word.Text) || char.IsAsciiDigit(word.Text[0]));
    }

    private static bool Joins(Topics topics, Topics topic) => topics switch
    {
        Topics.Corrective => false,
        Topics.Timeline => topic == Topics.Detection,
        Topics.Cause => topic is Topics.Resolution or Topics.Trigger,
        Topics.Resolution or Topics.Detection or Topics.Impact => topic is Topics.Summary or Topics.Impact,
        _ => false,
    };

    public static bool IsCause(IReadOnlyList<Word> words) => CauseAndMore.Contains(words);

    // A heading without marks consists of these words only: "Resolution took until noon" is a sentence.
    private static readonly HashSet<string> NameWords = new(
        ("issue incident executive summary overview synopsis abstract tl dr tldr what happened timeline of events the time line event log and root cause causes contributing factors factor conditions "
        + "resolution recovery mitigation remediation corrective preventative preventive prevention measures measure actions action items item follow up ups followup followups improvements improvement tasks next steps "
        + "impact customer user users detection trigger triggers lessons learned learnings went well wrong where we got lucky analysis technical details review sign off peer reviewers status duration fix how it was fixed a "
        + "chronology sequence lead leadup scope appendix supporting information glossary data plan planned todo to do list five whys future work who affected is are changing doing will change on from our response service fault effects services all times in").Split(' '),
        StringComparer.Ordinal);
}
