using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A full disk does not produce an expired certificate.</summary>
internal sealed class C08SymptomIsPossible() : LintRule("C08", LintSeverity.Contradiction, "the symptoms are possible under the cause", "Explain how the cause leads to this symptom, or look for the cause that does.")
{
    private static readonly (string Name, Phrases Symptom, Phrases Explains)[] Kinds =
    [
        ("an expired certificate", Phrases.Of("certificate warning|warnings|expired|error|errors", "expired certificate*", "certificate ~ expired", "tls|ssl ~ expired"), Phrases.Of("certificate*", "tls", "ssl", "expir*", "clock", "ntp", "renew*")),
        ("a full disk", Phrases.Of("disk full", "no space left", "disk ~ was full", "out of disk"), Phrases.Of("disk*", "volume*", "storage", "space", "log|logs", "filesystem", "file*", "inode*", "write*", "gigabyte*", "backup*")),
        ("names that do not resolve", Phrases.Of("nxdomain", "name|names|domain ~ not resolve", "dns errors|error|failures|lookup"), Phrases.Of("dns", "domain*", "name|names", "resolver*", "zone", "record|records", "network*", "registrar")),
        ("wrong passwords", Phrases.Of("wrong|invalid password|passwords|credentials"), Phrases.Of("password*", "credential*", "auth*", "login*", "identity", "token*", "session*", "account*", "secret*", "key|keys", "directory", "sign*", "ldap", "rotat*")),
    ];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Cause.Count == 0)
        {
            yield break;
        }

        foreach ((string name, Phrases symptom, Phrases explains) in Kinds)
        {
            Sentence? seen = postmortem.Summary.Find(sentence => sentence.Has(symptom)) ?? postmortem.Entries.FindAll(entry => entry.Has(symptom) && !entry.Is(EntryRoles.Misleading)).SelectMany(entry => entry.Sentences).FirstOrDefault(sentence => sentence.Has(symptom));
            if (seen is not null && !postmortem.Cause.Exists(sentence => sentence.Has(explains)))
            {
                yield return At(seen.QuoteOf(symptom), $"the symptom is {name}, and the cause in line {postmortem.Cause[0].Line} cannot produce it: \"{postmortem.Cause[0].Text}\"");
            }
        }
    }
}
