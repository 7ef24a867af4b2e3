using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <param name="Problem">For standard error when there is no scenario.</param>
/// <param name="Text">The page itself; "" when there is no scenario.</param>
/// <param name="ReadTemplate">Reads the gateways' configurations that go with it.</param>
/// <param name="ExitCode">Of a command that needs the scenario: 2 when nothing could be read, 1 when what was read is wrong.</param>
internal sealed record OpenedDrill(Scenario? Scenario, string Problem, string Text, Func<string, string?> ReadTemplate, int ExitCode = 0);
