using Holdfast.Drills.Load;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// The gateway names every client of a class among those that ask for most of a pool, nobody else with them, and goes on doing so for a
/// while: whoever looks at its status knows whom to talk to. Next: <see cref="DiagnosisNews"/>.
/// </summary>
internal sealed class ClientsNamed : IExpectationKind
{
    // A status names five of a pool at most; of a class of more clients not all can be.
    private const int NamedMaximum = 5;

    public string Name => "clients-named";

    public string Meaning => "Seconds from the start of the phase until the gateway names all clients of the class, five at most, among those that ask for a tenth of a pool or more, nobody else with them, and does so for five seconds.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public bool NeedsClass => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        string[] clients = Addresses(data.Classes.First(one => one.Name == expectation.Class).Clients);
        if (clients.Length is 0 or > NamedMaximum)
        {
            return new Measurement(null, $"class {expectation.Class} has {(clients.Length == 0 ? "no addresses of its own" : $"more than {NamedMaximum} clients")}");
        }

        PhaseSpan phase = DetectionSeconds.PhaseOf(data, expectation, interval);
        DiagnosisNews news = new(data.Events, Math.Max(data.Seconds, phase.To));
        string[] said = [.. news.NamedBetween(phase.From, phase.To)];
        return new Measurement(LastingStretch.From(news.WhileNamed(clients), phase), said.Length == 0 ? "nobody was named" : $"named were: {string.Join("; ", said)}");
    }

    private static string[] Addresses(ClientAddresses? clients) =>
        clients is null ? [] : [.. Enumerable.Range(0, Math.Min(clients.Count, NamedMaximum + 1)).Select(index => clients[index].ToIPAddress().ToString())];
}
