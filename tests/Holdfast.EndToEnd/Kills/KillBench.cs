using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Holdfast.EndToEnd.Kills;

/// <summary>`bench/run kills`: as <see cref="KillField"/>, with progress and figures.</summary>
internal static class KillBench
{
    private const int UsualKills = 100;
    private const int KillsMaximum = 2000;
    private const ulong UsualSeed = 20261121;

    public static int Run(string[] arguments)
    {
        int kills = UsualKills;
        ulong seed = UsualSeed;
        string? file = null;
        for (int at = 0; at < arguments.Length; at += 2)
        {
            string value = at + 1 < arguments.Length ? arguments[at + 1] : "";
            bool isRight = arguments[at] switch
            {
                "--kills" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out kills) && kills is > 0 and <= KillsMaximum,
                "--seed" => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed),
                "--json" => (file = value).Length > 0,
                _ => false,
            };
            if (!isRight)
            {
                Console.Error.WriteLine($"usage: bench/run kills [--kills 1..{KillsMaximum}, default {UsualKills}] [--seed N] [--json FILE]");
                return 2;
            }
        }

        return Run(kills, seed, file);
    }

    private static int Run(int kills, ulong seed, string? file)
    {
        Stopwatch took = Stopwatch.StartNew();
        Console.WriteLine($"{kills} kills, seed {seed}; about {Math.Max(1, kills * 3 / 60)} minutes");
        KillOutcome outcome = new KillField(seed, line => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.Elapsed.TotalSeconds,5:0} s  {line}"))).Run(kills);
        Console.WriteLine($"{outcome.Incidents} incidents, {outcome.Detected} of them by detection; {outcome.Promised} promises, {outcome.PromisesLost} lost; {outcome.Queued} messages, {outcome.MessagesLost} lost");
        Console.WriteLine($"{outcome.Duplicates} messages heard twice with the same key, at most {outcome.DuplicatesOfOneKill} by one channel for one kill; {outcome.DuplicatesWithoutKill} without a kill, {outcome.Strange} with a strange key");
        Console.WriteLine(outcome.IsGood ? "good: nothing acknowledged and no message was lost" : $"NOT GOOD: {outcome}");
        if (file is not null)
        {
            JsonSerializerOptions names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
            Dictionary<string, object> figures = JsonSerializer.SerializeToElement(outcome, names).EnumerateObject().ToDictionary(one => one.Name, one => (object)one.Value);
            File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, object>(figures) { ["seed"] = seed, ["seconds"] = Math.Round(took.Elapsed.TotalSeconds) }) + "\n");
        }

        return outcome.IsGood ? 0 : 1;
    }
}
