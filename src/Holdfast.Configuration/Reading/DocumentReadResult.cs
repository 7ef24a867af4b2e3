namespace Holdfast.Configuration.Reading;

/// <param name="Document">Null when there is an error among the findings.</param>
/// <param name="Findings">For <see cref="ConfigFindingFormatter"/>; its own configuration is always null.</param>
internal sealed record DocumentReadResult<T>(T? Document, ConfigReadResult Findings)
    where T : class;
