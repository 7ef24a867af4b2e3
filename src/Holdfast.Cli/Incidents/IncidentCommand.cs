using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast incident`: what happens, as it is recorded, and what people do about it. Next: <see cref="IncidentShowCommand"/>.</summary>
internal static class IncidentCommand
{
    public static Command Create() => new ExampleCommand(
        "incident",
        "See and steer incidents of a running gateway: what, since when, who is affected, why, what is done, what is next",
        "holdfast incident list",
        "holdfast incident show latest",
        "holdfast incident ack latest",
        "holdfast incident note 12 'the database answers as usual' --kind investigated")
    {
        IncidentListCommand.Create(),
        IncidentShowCommand.Create(),
        IncidentOpenCommand.Create(),
        IncidentAckCommand.Create(),
        IncidentNoteCommand.Create(),
        IncidentRoleCommand.Create(),
        IncidentSeverityCommand.Create(),
        IncidentResolveCommand.Create(),
        IncidentCloseCommand.Create(),
        IncidentMeasuresCommand.Create(),
    };
}
