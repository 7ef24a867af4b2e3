namespace Holdfast.Drills.Running;

/// <summary>
/// What a gateway said of causes along the time line, as stretches in which it held: which came first, with the server it blames, and which
/// were ruled out; and which clients ask for most. Written by <see cref="HoldfastWatch"/>. Immutable.
/// </summary>
public sealed class DiagnosisNews
{
    public const string FirstCause = "first cause";
    public const string BlamedServer = "blamed server";
    public const string Healthy = "healthy";
    public const string Nobody = "nobody";
    public const string RuledOut = "ruled out";
    public const string BusiestClients = "who asks most of pool ";

    private const string First = FirstCause + " is ";
    private const string Blames = BlamedServer + " is ";

    private readonly RunEvent[] said;
    private readonly double end;

    /// <param name="end">When the run was over: what was said last holds until then.</param>
    public DiagnosisNews(IEnumerable<RunEvent> events, double end)
    {
        said = [.. events.Where(static happened => happened.Kind == RunEventKind.Reaction)];
        this.end = end;
    }

    /// <summary>Causes that came first in that time, in order.</summary>
    public IEnumerable<string> FirstBetween(double from, double to) =>
        said.Where(each => each.At >= from && each.At < to && each.Text.StartsWith(First, StringComparison.Ordinal)).Select(static each => each.Text[First.Length..]);

    /// <param name="server">That must be blamed all the time; any or none when empty.</param>
    public IReadOnlyList<(double From, double To)> WhileFirst(string cause, string server)
    {
        string now = Healthy;
        string blamed = Nobody;
        return Stretches(each =>
        {
            now = each.Text.StartsWith(First, StringComparison.Ordinal) ? each.Text[First.Length..] : now;
            blamed = each.Text.StartsWith(Blames, StringComparison.Ordinal) ? each.Text[Blames.Length..] : blamed;
            return now == cause && (server.Length == 0 || blamed == server);
        });
    }

    /// <summary>Until it is possible again, or until the trouble and with it all that was said of it is over.</summary>
    public IReadOnlyList<(double From, double To)> WhileRuledOut(string cause)
    {
        string about = $"cause {cause} is ";
        bool isOut = false;
        return Stretches(each => isOut = each.Text.StartsWith(about, StringComparison.Ordinal) ? each.Text[about.Length..] == RuledOut : isOut && each.Text != First + Healthy);
    }

    /// <summary>Who was named in that time as asking for most of a pool, as it was said, in order.</summary>
    public IEnumerable<string> NamedBetween(double from, double to) =>
        said.Where(each => each.At >= from && each.At < to && each.Text.StartsWith(BusiestClients, StringComparison.Ordinal)).Select(static each => NamedIn(each.Text));

    /// <summary>While these clients were named for some pool, and nobody else for it.</summary>
    public IReadOnlyList<(double From, double To)> WhileNamed(IReadOnlyCollection<string> clients)
    {
        string wanted = ClientList(clients);
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        return Stretches(each =>
        {
            if (each.Text.StartsWith(BusiestClients, StringComparison.Ordinal))
            {
                named[each.Text[..^NamedIn(each.Text).Length]] = NamedIn(each.Text);
            }

            return named.ContainsValue(wanted);
        });
    }

    /// <summary>In an order that does not change with what each asks for: who is named is the news.</summary>
    public static string ClientList(IEnumerable<string> clients) => string.Join(", ", clients.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : Nobody;

    /// <summary>When the trouble that goes on at a time is over.</summary>
    public double EndOfTrouble(double from) => said.FirstOrDefault(each => each.At > from && each.Text == First + Healthy)?.At ?? end;

    private static string NamedIn(string text) => text[(text.LastIndexOf(" is ", StringComparison.Ordinal) + " is ".Length)..];

    private List<(double From, double To)> Stretches(Func<RunEvent, bool> holdsAfter)
    {
        List<(double From, double To)> stretches = [];
        double? since = null;
        foreach (RunEvent each in said)
        {
            bool holds = holdsAfter(each);
            if (!holds && since is { } from)
            {
                stretches.Add((from, each.At));
            }

            since = holds ? since ?? each.At : null;
        }

        if (since is { } last)
        {
            stretches.Add((last, end));
        }

        return stretches;
    }
}
