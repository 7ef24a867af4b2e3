namespace Holdfast.Admin;

/// <param name="Subjects">Kinds of subjects that have it.</param>
public sealed record SignalMeaning(string Signal, string Unit, string Kind, IReadOnlyList<string> Subjects, string Text);
