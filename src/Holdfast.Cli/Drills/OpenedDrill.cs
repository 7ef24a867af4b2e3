using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <param name="Problem">For standard error when there is no scenario.</param>
/// <param name="Text">The page itself; "" when there is no scenario.</param>
/// <param name="ReadTemplate">Reads the gateways' configurations that go with it.</param>
internal sealed record OpenedDrill(Scenario? Scenario, string Problem, string Text, Func<string, string?> ReadTemplate);
