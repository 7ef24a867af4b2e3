namespace Holdfast.EndToEnd.Kills;

/// <summary>What was found when all were dead: what was promised against what is kept, and what was queued against what was heard.</summary>
internal sealed record KillOutcome
{
    public required int Kills { get; init; }

    /// <summary>Acts of people that were answered with 2xx or exit code 0.</summary>
    public required int Promised { get; init; }

    /// <summary>Of them those that no record has.</summary>
    public required int PromisesLost { get; init; }

    /// <summary>Answers that said that only memory has it.</summary>
    public required int Undurable { get; init; }

    public required int Queued { get; init; }

    /// <summary>Of the messages queued those that nobody heard, and that were not given up on purpose.</summary>
    public required int MessagesLost { get; init; }

    /// <summary>Messages that were heard again, with the same key.</summary>
    public required int Duplicates { get; init; }

    /// <summary>The most by one channel for one kill: the one that was on its way.</summary>
    public required int DuplicatesOfOneKill { get; init; }

    /// <summary>Heard again though nobody had been killed meanwhile.</summary>
    public required int DuplicatesWithoutKill { get; init; }

    /// <summary>Heard with a key that nobody had queued.</summary>
    public required int Strange { get; init; }

    public required int Incidents { get; init; }

    public required int Detected { get; init; }

    public required int DamagedFiles { get; init; }

    public bool IsGood => (PromisesLost, Undurable, MessagesLost, DuplicatesWithoutKill, Strange, DamagedFiles) == default && DuplicatesOfOneKill <= 1;

    public static KillOutcome Of(int kills, IReadOnlyCollection<string> promised, int undurable, KeptRecords kept, IReadOnlyCollection<HeardWord> heard)
    {
        HashSet<(string, string)> known = [.. heard.Select(word => (word.Channel, word.Key))];
        // A message that was heard in life 3 and again in life 4 is there for the kill that ended life 3.
        (int After, int Life, string Channel)[] again = [.. heard.GroupBy(word => (word.Channel, word.Key)).SelectMany(same => same.Zip(same.Skip(1), (first, second) => (first.Life, second.Life, first.Channel)))];
        return new KillOutcome
        {
            Kills = kills,
            Promised = promised.Count,
            PromisesLost = promised.Count(word => !kept.Words.Contains(word)),
            Undurable = undurable,
            Queued = kept.Queued.Count,
            MessagesLost = kept.Queued.Count(word => !known.Contains(word) && !kept.GivenUp.Contains(word.Key)),
            Duplicates = again.Length,
            DuplicatesOfOneKill = again.CountBy(one => (one.After, one.Channel)).Select(one => one.Value).DefaultIfEmpty(0).Max(),
            DuplicatesWithoutKill = again.Count(one => one.After == one.Life),
            Strange = known.Except(kept.Queued).Count(),
            Incidents = kept.Incidents,
            Detected = kept.Detected,
            DamagedFiles = kept.DamagedFiles,
        };
    }

    public KillOutcome Add(KillOutcome other) => new()
    {
        Kills = Kills + other.Kills,
        Promised = Promised + other.Promised,
        PromisesLost = PromisesLost + other.PromisesLost,
        Undurable = Undurable + other.Undurable,
        Queued = Queued + other.Queued,
        MessagesLost = MessagesLost + other.MessagesLost,
        Duplicates = Duplicates + other.Duplicates,
        DuplicatesOfOneKill = Math.Max(DuplicatesOfOneKill, other.DuplicatesOfOneKill),
        DuplicatesWithoutKill = DuplicatesWithoutKill + other.DuplicatesWithoutKill,
        Strange = Strange + other.Strange,
        Incidents = Incidents + other.Incidents,
        Detected = Detected + other.Detected,
        DamagedFiles = DamagedFiles + other.DamagedFiles,
    };
}
