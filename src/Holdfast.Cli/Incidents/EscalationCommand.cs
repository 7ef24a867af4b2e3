using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast escalation`: who is told of incidents, when and how.</summary>
internal static class EscalationCommand
{
    public static Command Create() => new ExampleCommand(
        "escalation",
        "Check the policy by which people are called, see who is on call, send a test message",
        "holdfast escalation check escalation.yaml",
        "holdfast escalation show",
        "holdfast escalation test pager")
    {
        EscalationCheckCommand.Create(),
        EscalationShowCommand.Create(),
        EscalationTestCommand.Create(),
    };
}
