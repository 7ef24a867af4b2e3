namespace Holdfast.Configuration.Checking;

/// <summary>One thing that a configuration must (or should) hold across its parts. One rule, one file, one line in ConfigRules.</summary>
internal interface IConfigRule
{
    /// <summary>Stable name in findings and on the reference page.</summary>
    string Name { get; }

    /// <summary>One sentence for the reference page.</summary>
    string Summary { get; }

    void Check(CheckContext context);
}
