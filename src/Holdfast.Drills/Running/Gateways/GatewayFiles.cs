namespace Holdfast.Drills.Running;

/// <summary>Where the parts of a running gateway are.</summary>
/// <param name="Program">Its full path; for Holdfast the whole command that starts it.</param>
/// <param name="Listener">Where clients connect: address and port.</param>
/// <param name="Admin">Its API or statistics page: address and port.</param>
/// <param name="Work">A directory of its own.</param>
/// <param name="Configuration">The configuration's file within.</param>
/// <param name="Log">What it says.</param>
public sealed record GatewayFiles(IReadOnlyList<string> Program, string Listener, string Admin, string Work, string Configuration, string Log);
