namespace Holdfast.Configuration;

/// <summary>YAML text to <see cref="GatewayConfig"/>, or every finding with line, column, message and remedy.</summary>
public static class ConfigReader
{
    /// <param name="file">Name used in findings.</param>
    /// <param name="environment">Looks up ${NAME}; null when unset.</param>
    public static ConfigReadResult Read(string text, string file, Func<string, string?> environment) =>
        throw new NotSupportedException();
}
