namespace Iterable.Generator.Tests.Robustness;

/// <summary>Small documents that have one of everything.</summary>
internal static class MutatedDocuments
{
    private const string Facts = """
        "x-iterable-rate-limit": { "permits": 4, "seconds": 60, "scope": "project" }, "x-iterable-retry": "always", "x-iterable-key-types": ["server"]
        """;

    public const string Specification = $$"""
        {
          "openapi": "3.1.0",
          "info": { "title": "Test", "version": "1.0.0", "contact": { "name": "C.", "url": "https://example.com" } },
          "servers": [{ "url": "https://example.com/api" }],
          "tags": [{ "name": "things", "x-iterable-name": "Things", "description": "Things." }],
          "security": [{ "key": [] }],
          "paths": {
            "/things/{id}": {
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
              "x-iterable-path": "/api/things/{id}",
              "get": {
                "operationId": "listThings", "summary": "S.", "description": "D.", "tags": ["things"], {{Facts}},
                "x-iterable-pagination": { "kind": "page", "method": "EnumerateThings", "item": "Thing", "items": "entries", "page": "page", "next": "nextPageUrl" },
                "parameters": [
                  { "name": "page", "in": "query", "description": "P.", "schema": { "type": "integer", "minimum": 1, "default": 1 } },
                  { "$ref": "#/components/parameters/since" }
                ],
                "responses": {
                  "200": { "description": "OK.", "headers": { "X-Count": { "schema": { "type": "integer" } } }, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ThingList" } } } },
                  "404": { "$ref": "#/components/responses/Missing" }
                }
              },
              "post": {
                "operationId": "updateThing", "summary": "S.", "description": "D.", "tags": ["things"], "x-iterable-rate-limit": "unpublished", "x-iterable-retry": "never", "x-iterable-key-types": ["server", "web"],
                "deprecated": true, "x-iterable-deprecated": "Use another.",
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "x-iterable-name": "UpdateThingRequest", "required": ["email"], "properties": { "email": { "type": "string", "minLength": 1, "maxLength": 100, "xml": { "attribute": true } }, "tree": { "$ref": "#/components/schemas/Node" } } } } } },
                "responses": { "200": { "description": "OK.", "content": { "text/csv": { "schema": { "type": "string", "format": "binary" } } } } }
              }
            }
          },
          "components": {
            "parameters": { "since": { "name": "since", "in": "query", "x-iterable-name": "from", "schema": { "type": "string", "format": "date-time", "x-iterable-wire": "iso" } } },
            "responses": { "Missing": { "description": "None.", "content": { "application/json": { "schema": { "type": "object", "x-iterable-name": "Missing", "properties": { "code": { "type": "string" } } } } } } },
            "schemas": {
              "ThingList": { "type": "object", "description": "D.", "properties": { "entries": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } }, "nextPageUrl": { "type": ["string", "null"] } } },
              "Thing": {
                "type": "object", "description": "D.", "required": ["id"],
                "properties": {
                  "id": { "type": "integer", "format": "int64" },
                  "state": { "type": "string", "enum": ["on", "off"], "x-iterable-name": "ThingState", "x-iterable-values": { "on": "On." }, "x-iterable-value-names": { "off": "Off" }, "x-iterable-deprecated-values": { "on": "No." } },
                  "data": { "type": "object", "additionalProperties": true, "x-iterable-deferred": true },
                  "more": { "type": "object", "maxProperties": 9, "additionalProperties": { "type": "number", "maximum": 10, "multipleOf": 0.5 } },
                  "node": { "anyOf": [{ "$ref": "#/components/schemas/Node" }, { "type": "null" }] }
                }
              },
              "Node": { "description": "D.", "allOf": [{ "$ref": "#/components/schemas/Missing" }, { "type": "object", "properties": { "children": { "type": "array", "items": { "$ref": "#/components/schemas/Node" } } } }] }
            }
          }
        }
        """;

    public const string Second = $$"""
        {
          "openapi": "3.0.3",
          "info": { "title": "More", "version": "1.0.0" },
          "tags": [{ "name": "Things", "description": "Things." }],
          "paths": {
            "/api/things/{id}": {
              "parameters": [{ "name": "fields", "in": "query", "schema": { "type": "string" } }],
              "get": {
                "operationId": "exportThings", "summary": "S.", "description": "D.", "tags": ["Things"], {{Facts}},
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "responses": { "200": { "description": "OK.", "content": { "text/csv": { "schema": { "type": "string", "format": "binary" } } } } }
              }
            }
          },
          "components": { "schemas": { "Missing": { "type": "object", "properties": { "code": { "type": "string" } } } } }
        }
        """;

    public const string Overlay = """
        {
          "overlay": "1.0.0",
          "info": { "title": "Test", "version": "1.0.0" },
          "extends": "../api.json",
          "actions": [
            { "target": "$.info", "description": "D.", "update": { "title": "Other" } },
            { "target": "$.tags[?@.name == 'things']", "update": { "description": "Other." } },
            { "target": "$.components.schemas.Thing.required", "remove": true },
            { "target": "$.none", "update": {}, "x-iterable-optional": true }
          ]
        }
        """;

    public const string Swagger = """
        {
          "swagger": "2.0",
          "info": { "title": "Test", "version": "1.0.0" },
          "host": "example.com", "basePath": "/api", "schemes": ["https"], "consumes": ["application/json"], "produces": ["application/json"],
          "securityDefinitions": { "key": { "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://example.com", "scopes": { "read": "R." } } },
          "paths": {
            "/things": {
              "parameters": [{ "$ref": "#/parameters/since" }],
              "get": {
                "operationId": "listThings", "tags": ["things"],
                "parameters": [{ "name": "ids", "in": "query", "type": "array", "collectionFormat": "multi", "items": { "type": "integer" } }],
                "responses": { "200": { "description": "OK.", "headers": { "X-Count": { "type": "integer" } }, "schema": { "$ref": "#/definitions/Thing" }, "examples": { "application/json": { "id": 1 } } } }
              },
              "post": { "operationId": "postThing", "parameters": [{ "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Thing" } }], "responses": { "default": { "$ref": "#/responses/Missing" } } },
              "put": { "operationId": "putThing", "consumes": ["multipart/form-data"], "parameters": [{ "name": "file", "in": "formData", "required": true, "type": "file" }], "responses": { "204": { "description": "OK." } } }
            }
          },
          "parameters": { "since": { "name": "since", "in": "query", "type": "string" } },
          "responses": { "Missing": { "description": "None." } },
          "definitions": { "Thing": { "type": "object", "discriminator": "kind", "properties": { "id": { "type": "integer", "x-nullable": true }, "kind": { "type": "string", "enum": ["a", "b"] } }, "allOf": [{ "$ref": "#/definitions/Base" }] }, "Base": { "type": "object", "properties": { "base": { "type": "string" } } } }
        }
        """;
}
