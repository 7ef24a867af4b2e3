namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Words as they stand in a line of the file.</summary>
internal readonly record struct Quote(int Line, string Text);
