using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast postmortem`: what was learned from an outage. Next: <see cref="PostmortemShowCommand"/>.</summary>
internal static class PostmortemCommand
{
    public static Command Create() => new ExampleCommand(
        "postmortem",
        "Postmortems: drafts from the records, checks, review, publication",
        "holdfast postmortem show latest",
        "holdfast postmortem lint outage.md",
        "holdfast postmortem review 12 --request ben",
        "holdfast postmortem index --out index.html")
    {
        PostmortemListCommand.Create(),
        PostmortemShowCommand.Create(),
        PostmortemIndexCommand.Create(),
        PostmortemDraftCommand.Create(),
        PostmortemLintCommand.Create(),
        PostmortemReviewCommand.Create(),
        PostmortemPublishCommand.Create(),
        PostmortemVerifyCommand.Create(),
    };
}
