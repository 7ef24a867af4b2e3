namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>A version in its three forms, each as its file is. Immutable.</summary>
internal sealed record PageTexts(string Markdown, string Html, string Json);
