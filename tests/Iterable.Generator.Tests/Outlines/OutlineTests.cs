using Iterable.Generator.Commands;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Outlines;

/// <summary>The structure of a document without its prose.</summary>
internal sealed class OutlineTests
{
    private const string Swagger = """
        swagger: '2.0'
        info: { title: PROSE, version: '1.8', description: PROSE, contact: { email: prose@example.com }, termsOfService: PROSE }
        host: api.test
        basePath: /
        tags: [{ name: users, description: PROSE }]
        paths:
          /b/{id}:
            post:
              operationId: PROSE
              summary: PROSE
              description: PROSE
              tags: [users]
              parameters:
                - { name: z, in: query, type: string, description: PROSE, x-example: PROSE, default: PROSE, required: false }
                - { name: id, in: path, type: integer, format: int64, required: true, description: PROSE }
                - { name: a, in: query, type: array, items: { type: string, enum: [y, x] }, collectionFormat: multi, required: true }
                - { name: body, in: body, required: true, description: PROSE, schema: { $ref: '#/definitions/Thing - PROSE' } }
              responses:
                '400': { description: PROSE, examples: { application/json: { msg: PROSE } } }
                '200': { description: PROSE, schema: { type: array, items: { $ref: '#/definitions/Thing - PROSE' } } }
          /a: { get: { responses: { default: { description: PROSE, schema: { $ref: '#/definitions/Thing - PROSE', description: PROSE } } } } }
        definitions:
          Thing - PROSE:
            type: object
            title: PROSE
            description: PROSE
            example: { a: PROSE }
            required: [z, b]
            properties:
              z: { type: string, enum: [two, one], default: one, description: PROSE }
              b: { type: integer, format: int32, default: 30, minimum: 1, maximum: 200, example: 1 }
              n: { type: string, default: None, x-own: PROSE }
              self: { $ref: '#/definitions/Thing - PROSE', description: PROSE }
              map: { type: object, additionalProperties: { type: string, description: PROSE } }
              description: { type: string }
        """;

    private const string Expected = """
        {
          "openapi": "3.0.4",
          "info": {
            "title": "An outline: names and types, no documentation",
            "version": "1.8"
          },
          "servers": [
            {
              "url": "https://api.test"
            }
          ],
          "paths": {
            "/a": {
              "get": {
                "responses": {
                  "default": {
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/Thing"
                        }
                      }
                    }
                  }
                }
              }
            },
            "/b/{id}": {
              "post": {
                "tags": [
                  "users"
                ],
                "parameters": [
                  {
                    "name": "id",
                    "in": "path",
                    "required": true,
                    "schema": {
                      "type": "integer",
                      "format": "int64"
                    }
                  },
                  {
                    "name": "a",
                    "in": "query",
                    "required": true,
                    "style": "form",
                    "explode": true,
                    "schema": {
                      "type": "array",
                      "items": {
                        "type": "string",
                        "enum": [
                          "x",
                          "y"
                        ]
                      }
                    }
                  },
                  {
                    "name": "z",
                    "in": "query",
                    "required": false,
                    "schema": {
                      "type": "string"
                    }
                  }
                ],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "$ref": "#/components/schemas/Thing"
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "array",
                          "items": {
                            "$ref": "#/components/schemas/Thing"
                          }
                        }
                      }
                    }
                  },
                  "400": {
                    "content": {
                      "application/json": {}
                    }
                  }
                }
              }
            }
          },
          "components": {
            "schemas": {
              "Thing": {
                "type": "object",
                "required": [
                  "b",
                  "z"
                ],
                "properties": {
                  "b": {
                    "type": "integer",
                    "format": "int32",
                    "minimum": 1,
                    "maximum": 200,
                    "default": 30
                  },
                  "description": {
                    "type": "string"
                  },
                  "map": {
                    "type": "object",
                    "additionalProperties": {
                      "type": "string"
                    }
                  },
                  "n": {
                    "type": "string"
                  },
                  "self": {
                    "$ref": "#/components/schemas/Thing"
                  },
                  "z": {
                    "type": "string",
                    "enum": [
                      "one",
                      "two"
                    ],
                    "default": "one"
                  }
                }
              }
            }
          }
        }

        """;

    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void The_outline_is_structure_in_a_fixed_order()
    {
        var (code, output, _) = Outline(_folder.Write("api.yml", Swagger), "api.outline.json");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(output, Is.EqualTo($"Wrote the outline of 2 operations to {_folder.Combine("api.outline.json")}.{Environment.NewLine}"));
            Assert.That(File.ReadAllText(_folder.Combine("api.outline.json")), Is.EqualTo(Expected));
        });
    }

    [Test]
    public void The_outline_of_an_outline_is_the_same()
    {
        Outline(_folder.Write("api.yml", Swagger), "1.json");
        Outline(_folder.Combine("1.json"), "2.json");
        Assert.That(File.ReadAllText(_folder.Combine("2.json")), Is.EqualTo(File.ReadAllText(_folder.Combine("1.json"))));
    }

    [Test]
    public void The_types_of_key_that_may_call_an_operation_are_kept()
    {
        Outline(_folder.Write("api.yml", Swagger.Replace("operationId: PROSE", "x-iterable-api-key-types: [ServerSide, ReadOnly]")), "a.json");
        Assert.That(File.ReadAllText(_folder.Combine("a.json")), Does.Contain("\"x-iterable-api-key-types\": [\n          \"ReadOnly\",\n          \"ServerSide\"\n        ],"));
    }

    [Test]
    public void Nullable_is_said_in_one_way()
    {
        Outline(_folder.Write("api.yml", "openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\ncomponents: { schemas: { A: { type: [string, 'null'] } } }\n"), "a.json");
        Assert.That(File.ReadAllText(_folder.Combine("a.json")), Does.Contain("\"type\": \"string\",\n        \"nullable\": true"));
    }

    [Test]
    public void A_document_that_cannot_be_read_leaves_the_output_alone()
    {
        _folder.Write("a.json", "before");
        var (code, output, error) = Outline(_folder.Write("api.yml", "openapi: 2.0.0\n"), "a.json");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.StartWith($"{_folder.Combine("api.yml")}(1,10): error ITG003: "));
            Assert.That(File.ReadAllText(_folder.Combine("a.json")), Is.EqualTo("before"));
        });
    }

    [Test]
    public void A_file_is_required() =>
        Assert.That(CommandLine.Run(["outline", "--output", _folder.Combine("a.json")], TextWriter.Null, TextWriter.Null), Is.EqualTo(2));

    private (int Code, string Output, string Error) Outline(string file, string target)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(["outline", file, "--output", _folder.Combine(target)], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
