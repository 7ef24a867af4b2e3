namespace Holdfast.Drills.Load;

/// <summary>Null when it worked; else what is wrong, to be read after the quoted value, and the remedy.</summary>
internal delegate (string Problem, string Remedy)? TextParser<T>(string text, out T value);
